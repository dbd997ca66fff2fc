-- expect: neither
SELECT s.parcel, d.city FROM scans AS s JOIN depots FOR SYSTEM_TIME AS OF PROCTIME() AS d ON s.depot = d.depot;
