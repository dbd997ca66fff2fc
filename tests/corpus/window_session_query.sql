-- expect: both
SELECT window_start FROM TABLE(SESSION((SELECT * FROM scans) PARTITION BY parcel, DESCRIPTOR(scanned), INTERVAL '1' MINUTE));
