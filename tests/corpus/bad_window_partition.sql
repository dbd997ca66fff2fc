-- expect: neither
SELECT window_start FROM TABLE(TUMBLE(TABLE scans PARTITION BY parcel, DESCRIPTOR(scanned), INTERVAL '1' MINUTE));
