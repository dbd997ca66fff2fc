SELECT depot, fee FROM (SELECT depot, fee, PROCTIME() AS now_at FROM deliveries) AS t ORDER BY now_at, fee
