-- expect: neither
SELECT window_start FROM TABLE(TUMBLE(TABLE scans, TIMECOL => DESCRIPTOR(scanned), SIZE => INTERVAL '1' MINUTE));
