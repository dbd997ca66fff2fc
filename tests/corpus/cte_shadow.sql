WITH scans AS (SELECT parcel FROM deliveries) SELECT parcel FROM scans;
