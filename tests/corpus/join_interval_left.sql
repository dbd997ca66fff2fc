SELECT s.parcel, s.scanned, d.fee
FROM scans AS s LEFT JOIN deliveries AS d ON s.parcel = d.parcel AND d.delivered >= s.scanned AND d.delivered < s.scanned + INTERVAL '1' HOUR;
