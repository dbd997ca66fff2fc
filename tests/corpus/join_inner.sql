SELECT s.scan_id, d.fee
FROM scans AS s JOIN deliveries AS d ON s.parcel = d.parcel;
