-- expect: both
SELECT parcel, weight > ANY (SELECT fee FROM deliveries) AS e, weight > ALL (SELECT fee FROM deliveries) AS f FROM scans;
