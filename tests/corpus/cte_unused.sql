WITH a AS (SELECT parcel FROM deliveries) SELECT parcel FROM scans;
