SELECT depot, STDDEV_SAMP(tip) AS a, VAR_POP(tip) AS b, VAR_SAMP(fee) AS c, VARIANCE(fee) AS d, COLLECT(parcel) AS e, FIRST_VALUE(parcel) AS f FROM deliveries GROUP BY depot;
