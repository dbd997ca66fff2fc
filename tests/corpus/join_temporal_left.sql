SELECT s.parcel, d.city, s.scanned
FROM scans AS s LEFT JOIN depots FOR SYSTEM_TIME AS OF s.scanned AS d ON s.depot = d.depot AND d.city <> 'x';
