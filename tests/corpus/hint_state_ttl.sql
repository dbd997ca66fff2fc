-- expect: both
SELECT /*+ STATE_TTL('s' = '1d', 'd' = '2 h') */ s.scan_id FROM scans AS s JOIN deliveries AS d ON s.parcel = d.parcel;
