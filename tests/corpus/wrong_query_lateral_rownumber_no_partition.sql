-- expect: flink, Flink numbers the rows of all parcels together
SELECT s.parcel, x.fee FROM scans s, LATERAL (SELECT fee FROM (SELECT fee, ROW_NUMBER() OVER (ORDER BY fee DESC) AS rn FROM deliveries d WHERE d.parcel = s.parcel) WHERE rn <= 3) x;
