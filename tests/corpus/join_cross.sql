SELECT a.depot, b.sensor FROM deliveries AS a CROSS JOIN readings AS b;
