SELECT parcel FROM deliveries ORDER BY fee OFFSET 5 ROWS
