-- expect: both
SELECT window_start FROM TABLE(SESSION(DATA => TABLE scans PARTITION BY parcel, TIMECOL => DESCRIPTOR(scanned), GAP => INTERVAL '1' MINUTE));
