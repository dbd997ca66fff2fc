SELECT depot, COUNT(DISTINCT parcel) AS parcels, COUNT(*) FILTER (WHERE tip > 1) AS tipped
FROM deliveries
GROUP BY depot;
