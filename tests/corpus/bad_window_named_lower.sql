-- expect: neither
SELECT window_start FROM TABLE(TUMBLE(data => TABLE scans, timecol => DESCRIPTOR(scanned), size => INTERVAL '1' MINUTE));
