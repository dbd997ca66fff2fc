SELECT s.scan_id, d.fee
FROM scans AS s, deliveries AS d
WHERE s.parcel = d.parcel AND d.fee > 1;
