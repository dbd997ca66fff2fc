-- expect: neither
SELECT parcel, SUM(fee) AS total FROM deliveries GROUP BY parcel QUALIFY ROW_NUMBER() OVER (ORDER BY SUM(fee) DESC) <= 10;
