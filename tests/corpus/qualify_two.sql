-- expect: both
SELECT parcel, fee FROM deliveries WHERE fee > 1 QUALIFY ROW_NUMBER() OVER (PARTITION BY parcel ORDER BY fee DESC) <= 3 AND fee > 10;
