-- expect: both
SELECT parcel, fee FROM deliveries WINDOW w AS (PARTITION BY parcel ORDER BY fee DESC) QUALIFY ROW_NUMBER() OVER w <= 3;
