SELECT s.parcel, d.city, s.scanned
FROM scans AS s JOIN depots FOR SYSTEM_TIME AS OF s.scanned AS d ON s.depot = d.depot;
