-- expect: flink, ANY and ALL are refused by name
SELECT parcel FROM scans WHERE depot = ANY (SELECT depot FROM depots);
