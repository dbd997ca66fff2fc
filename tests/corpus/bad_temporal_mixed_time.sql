SELECT r.sensor, d.city
FROM readings AS r JOIN depots FOR SYSTEM_TIME AS OF r.measured AS d ON r.sensor = d.depot;
