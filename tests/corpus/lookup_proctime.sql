-- expect: neither
SELECT s.parcel, d.city FROM (SELECT *, PROCTIME() AS p FROM scans) AS s JOIN depots FOR SYSTEM_TIME AS OF s.p AS d ON s.depot = d.depot;
