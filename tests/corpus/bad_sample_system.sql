-- expect: neither
SELECT parcel FROM deliveries TABLESAMPLE SYSTEM (10);
