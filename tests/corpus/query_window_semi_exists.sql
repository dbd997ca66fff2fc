-- expect: both
SELECT * FROM (SELECT parcel, window_start, window_end FROM TABLE(TUMBLE(TABLE scans, DESCRIPTOR(scanned), INTERVAL '5' MINUTES))) l WHERE EXISTS (SELECT * FROM (SELECT parcel, window_start, window_end FROM TABLE(TUMBLE(TABLE deliveries, DESCRIPTOR(delivered), INTERVAL '5' MINUTES))) r WHERE l.parcel = r.parcel AND l.window_start = r.window_start AND l.window_end = r.window_end);
