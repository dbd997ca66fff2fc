SELECT parcel
FROM scans AS s JOIN deliveries AS d ON s.parcel = d.parcel;
