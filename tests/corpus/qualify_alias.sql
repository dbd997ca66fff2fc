-- expect: both
SELECT parcel, fee, ROW_NUMBER() OVER (PARTITION BY parcel ORDER BY fee DESC) AS rn FROM deliveries QUALIFY rn <= 3;
