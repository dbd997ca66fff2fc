-- expect: both
WITH d AS (SELECT parcel, fee, delivered FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY parcel ORDER BY delivered DESC) AS n FROM deliveries) WHERE n = 1) SELECT s.scan_id, d.fee FROM scans AS s JOIN d FOR SYSTEM_TIME AS OF s.scanned ON s.parcel = d.parcel;
