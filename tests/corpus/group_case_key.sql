SELECT CASE WHEN fee > 10 THEN 'big' ELSE 'small' END AS size_, COUNT(*) AS n FROM deliveries GROUP BY CASE WHEN fee > 10 THEN 'big' ELSE 'small' END;
