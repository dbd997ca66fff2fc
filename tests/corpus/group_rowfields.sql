SELECT s.van.plate AS plate, COUNT(*) AS n FROM scans AS s GROUP BY s.van.plate;
