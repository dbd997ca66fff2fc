SELECT parcel FROM scans UNION ALL SELECT parcel FROM deliveries UNION ALL SELECT parcel FROM parcels;
