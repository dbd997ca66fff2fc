-- expect: flink, QUALIFY is refused by name
SELECT parcel, fee FROM deliveries QUALIFY ROW_NUMBER() OVER (PARTITION BY depot ORDER BY fee DESC) = 1;
