-- expect: neither
SELECT window_start FROM TABLE(TUMBLE(SIZE => INTERVAL '1' MINUTE, TIMECOL => DESCRIPTOR(scanned), DATA => TABLE scans));
