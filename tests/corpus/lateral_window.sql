-- expect: both
SELECT s.parcel, x.n FROM scans s, LATERAL (SELECT window_start, COUNT(*) AS n FROM TABLE(TUMBLE(TABLE deliveries, DESCRIPTOR(delivered), INTERVAL '1' HOUR)) d WHERE d.parcel = s.parcel GROUP BY window_start, window_end) x;
