SELECT parcel, s.scan_id, d.fee
FROM scans AS s JOIN deliveries AS d USING (parcel);
