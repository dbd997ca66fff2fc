SELECT d.parcel, v.label
FROM deliveries AS d JOIN (VALUES (1, 'north'), (2, 'south')) AS v(depot, label) ON d.depot = v.depot;
