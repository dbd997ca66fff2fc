-- expect: flink, OVERLAPS is refused by name
SELECT parcel FROM scans WHERE (scanned, INTERVAL '1' HOUR) OVERLAPS (scanned, INTERVAL '2' HOUR);
