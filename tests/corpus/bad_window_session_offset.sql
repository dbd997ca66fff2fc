-- expect: neither
SELECT window_start FROM TABLE(SESSION(TABLE scans PARTITION BY parcel, DESCRIPTOR(scanned), INTERVAL '1' MINUTE, INTERVAL '1' SECOND));
