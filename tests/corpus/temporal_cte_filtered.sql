-- expect: both
WITH d AS (SELECT depot, city, since FROM depots WHERE rent > 1) SELECT s.parcel, e.city FROM scans AS s LEFT JOIN d FOR SYSTEM_TIME AS OF s.scanned AS e ON s.depot = e.depot;
