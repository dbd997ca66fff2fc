SELECT s.scan_id, s.parcel, d.city
FROM scans AS s LEFT JOIN depots AS d ON s.depot = d.depot;
