-- expect: both
SELECT parcel, fee FROM deliveries QUALIFY ROW_NUMBER() OVER (PARTITION BY depot ORDER BY fee DESC) = 1;
