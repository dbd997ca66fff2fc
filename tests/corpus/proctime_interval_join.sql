SELECT a.parcel, b.note FROM (SELECT *, PROCTIME() AS pa FROM deliveries) AS a
JOIN (SELECT *, PROCTIME() AS pb FROM scans) AS b ON a.parcel = b.parcel AND a.pa BETWEEN b.pb - INTERVAL '5' MINUTE AND b.pb
