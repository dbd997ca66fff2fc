-- expect: neither
SELECT window_start, window_end, JSON_ARRAYAGG(parcel) AS seen
FROM TABLE(HOP(TABLE scans, DESCRIPTOR(scanned), INTERVAL '10' MINUTE, INTERVAL '1' HOUR))
GROUP BY window_start, window_end
