-- expect: flink, Flink reads the column at its place before the groups, here by chance the same
SELECT sensor, COUNT(*) AS n FROM readings r GROUP BY sensor HAVING EXISTS (SELECT 1 FROM depots d WHERE d.depot = r.sensor);
