SELECT s.scan_id, d.fee, p.kind FROM scans AS s JOIN (deliveries AS d JOIN parcels AS p ON d.parcel = p.parcel) ON s.parcel = d.parcel;
