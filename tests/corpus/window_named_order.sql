-- expect: both
SELECT window_start FROM TABLE(TUMBLE(DATA => TABLE scans, SIZE => INTERVAL '1' MINUTE, TIMECOL => DESCRIPTOR(scanned)));
