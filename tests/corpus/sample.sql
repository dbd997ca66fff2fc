-- expect: neither
SELECT parcel FROM deliveries TABLESAMPLE BERNOULLI (10);
