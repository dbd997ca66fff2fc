SELECT parcel FROM deliveries ORDER BY fee LIMIT 5 OFFSET 2;
