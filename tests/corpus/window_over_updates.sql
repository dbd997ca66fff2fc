CREATE VIEW latest AS SELECT parcel, scanned FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY parcel ORDER BY scanned DESC) AS n FROM scans) WHERE n = 1;
SELECT parcel, window_start
FROM TABLE(HOP(TABLE latest, DESCRIPTOR(scanned), INTERVAL '1' MINUTE, INTERVAL '1' HOUR));
