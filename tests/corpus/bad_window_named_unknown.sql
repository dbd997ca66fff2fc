-- expect: neither
SELECT window_start FROM TABLE(TUMBLE(DATA => TABLE scans, TIMECOL => DESCRIPTOR(scanned), LENGTH => INTERVAL '1' MINUTE));
