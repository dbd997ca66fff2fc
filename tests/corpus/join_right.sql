SELECT d.fee, s.scan_id FROM scans AS s RIGHT JOIN deliveries AS d ON s.parcel = d.parcel;
