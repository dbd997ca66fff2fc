-- expect: both
SELECT parcel FROM (TABLE deliveries);
