SELECT TIMESTAMPDIFF(DAY, r.measured, s.scanned) AS d FROM readings AS r JOIN scans AS s ON r.sensor = s.depot;
