-- expect: both
SELECT parcel, scanned FROM scans s WHERE EXISTS (SELECT 1 FROM deliveries d WHERE d.parcel = s.parcel AND d.delivered BETWEEN s.scanned - INTERVAL '1' HOUR AND s.scanned);
