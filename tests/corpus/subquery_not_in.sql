-- expect: flink, IN with a query is refused by name
SELECT parcel FROM scans WHERE parcel NOT IN (SELECT parcel FROM deliveries);
