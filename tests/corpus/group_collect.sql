SELECT depot, LISTAGG(parcel) AS parcels, ARRAY_AGG(fee) AS fees, LAST_VALUE(parcel) AS newest, STDDEV_POP(tip) AS dev
FROM deliveries
GROUP BY depot;
