-- expect: neither
SELECT parcel, fee FROM deliveries QUALIFY ROW_NUMBER() OVER (PARTITION BY parcel ORDER BY fee DESC) <= (SELECT COUNT(*) FROM depots);
