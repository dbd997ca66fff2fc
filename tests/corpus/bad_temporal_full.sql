-- expect: neither
SELECT s.parcel, d.city FROM scans AS s FULL JOIN depots FOR SYSTEM_TIME AS OF s.scanned AS d ON s.depot = d.depot;
