SELECT extra, COUNT(*) AS n FROM scans GROUP BY extra;
