-- expect: neither
WITH d AS (SELECT depot + 1 AS depot, city, since FROM depots) SELECT s.parcel, d.city FROM scans AS s JOIN d FOR SYSTEM_TIME AS OF s.scanned ON s.depot = d.depot;
