-- expect: both
SELECT parcel, fee FROM deliveries QUALIFY ROW_NUMBER() OVER (PARTITION BY parcel ORDER BY delivered DESC) = 1;
