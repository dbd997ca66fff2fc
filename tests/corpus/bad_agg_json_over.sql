-- expect: neither
SELECT JSON_ARRAYAGG(parcel) OVER (PARTITION BY depot ORDER BY scanned) AS p FROM scans
