SELECT s.scan_id FROM scans AS s JOIN deliveries AS d ON UPPER(s.parcel) = UPPER(d.parcel);
