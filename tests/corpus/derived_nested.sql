SELECT x.parcel FROM (SELECT y.parcel FROM (SELECT parcel FROM scans WHERE depot = 1) AS y) AS x;
