-- expect: both
SELECT a.parcel, x.city FROM deliveries AS a LEFT JOIN (SELECT b.parcel, d.city FROM scans AS b JOIN depots FOR SYSTEM_TIME AS OF b.scanned AS d ON b.depot = d.depot) AS x ON a.parcel = x.parcel;
