SELECT parcel, depot, d.fee FROM scans AS s JOIN deliveries AS d USING (parcel, depot);
