-- expect: flink, Flink reads the column at its place before the groups, here by chance the same
SELECT depot, parcel, COUNT(*) AS n, (SELECT MAX(fee) FROM deliveries d WHERE d.parcel = s.parcel) AS m FROM scans s GROUP BY depot, parcel;
