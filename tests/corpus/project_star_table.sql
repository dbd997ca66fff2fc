SELECT d.*, r.city
FROM deliveries AS d JOIN depots AS r ON d.depot = r.depot;
