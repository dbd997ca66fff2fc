-- expect: neither
SELECT a.parcel FROM deliveries AS a LEFT JOIN (scans AS b JOIN depots FOR SYSTEM_TIME AS OF b.scanned AS d ON b.depot = d.depot) ON a.parcel = b.parcel;
