-- expect: neither
SELECT /*+ BROADCAST(z) */ s.scan_id FROM scans AS s JOIN deliveries AS d ON s.parcel = d.parcel;
