-- expect: both
SELECT s.parcel FROM scans s LEFT JOIN deliveries d ON s.parcel = d.parcel AND d.fee > (SELECT AVG(rent) FROM depots);
