-- expect: both
SELECT DISTINCT parcel FROM deliveries QUALIFY ROW_NUMBER() OVER (PARTITION BY parcel ORDER BY fee DESC) <= 3;
