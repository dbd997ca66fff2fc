SELECT parcel, fee FROM (SELECT parcel, fee, ROW_NUMBER() OVER (PARTITION BY parcel ORDER BY now_at) AS n
  FROM (SELECT parcel, fee, PROCTIME() AS now_at FROM deliveries) AS t) AS u WHERE n = 1
