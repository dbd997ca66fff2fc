-- expect: both
SELECT parcel FROM scans WHERE EXISTS (SELECT 1 FROM deliveries WHERE parcel = 'x');
