-- expect: neither
SELECT /*+ STATE_TTL('s' = 'soon') */ s.scan_id FROM scans AS s JOIN deliveries AS d ON s.parcel = d.parcel;
