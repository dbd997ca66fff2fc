CREATE VIEW latest AS SELECT parcel, depot, delivered FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY parcel ORDER BY delivered DESC) AS n FROM deliveries) WHERE n = 1;
SELECT s.parcel, d.city, l.depot FROM scans AS s JOIN depots FOR SYSTEM_TIME AS OF s.scanned AS d ON s.depot = d.depot JOIN latest FOR SYSTEM_TIME AS OF s.scanned AS l ON s.parcel = l.parcel;
