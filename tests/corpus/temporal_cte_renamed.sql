-- expect: both
WITH d (a, b, c) AS (SELECT depot, city, since FROM depots) SELECT s.parcel, d.b FROM scans AS s JOIN d FOR SYSTEM_TIME AS OF s.scanned ON s.depot = d.a;
