-- expect: both
SELECT parcel, fee FROM deliveries QUALIFY COUNT(*) OVER (PARTITION BY parcel ORDER BY delivered) > 3;
