SELECT d.depot, x.parcel FROM depots AS d, LATERAL (SELECT parcel FROM deliveries WHERE depot = d.depot LIMIT 2) AS x;
