-- expect: neither
SELECT window_start FROM TABLE(TUMBLE(TABLE scans, DESCRIPTOR(scanned), INTERVAL '1' MINUTE, INTERVAL '3' HOUR));
