CREATE VIEW latest AS SELECT parcel, depot, scanned FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY parcel ORDER BY scanned DESC) AS n FROM scans) WHERE n = 1;
SELECT d.parcel, l.depot FROM deliveries AS d JOIN latest FOR SYSTEM_TIME AS OF d.delivered AS l ON d.parcel = l.parcel;
