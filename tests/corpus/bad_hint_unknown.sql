-- expect: neither
SELECT /*+ NOPE('s' = '1d') */ s.scan_id FROM scans AS s JOIN deliveries AS d ON s.parcel = d.parcel;
