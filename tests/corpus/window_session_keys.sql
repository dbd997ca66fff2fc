-- expect: both
SELECT window_start FROM TABLE(SESSION(TABLE scans PARTITION BY (parcel, depot), DESCRIPTOR(scanned), INTERVAL '1' MINUTE));
