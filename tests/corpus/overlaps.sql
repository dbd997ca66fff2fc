-- expect: both
SELECT parcel FROM scans WHERE (scanned, INTERVAL '1' HOUR) OVERLAPS (TO_TIMESTAMP_LTZ(0, 3), INTERVAL '2' HOUR);
