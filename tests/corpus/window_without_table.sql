-- expect: both
SELECT w.window_start, w.parcel FROM TUMBLE(TABLE scans, DESCRIPTOR(scanned), INTERVAL '1' MINUTE) AS w;
