SELECT parcel, d.fee FROM scans AS s LEFT JOIN deliveries AS d USING (parcel);
