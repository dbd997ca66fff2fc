SELECT s.parcel, s.scanned, d.delivered
FROM scans AS s JOIN deliveries AS d ON s.parcel = d.parcel AND s.scanned BETWEEN d.delivered - INTERVAL '4' HOUR AND d.delivered;
