-- expect: flink, a query as a value is refused by name
SELECT parcel, (SELECT MAX(fee) FROM deliveries) AS top FROM scans;
