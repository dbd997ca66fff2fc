SELECT scan_id, ARRAY[depot, 7] AS a, MAP['a', depot, 'b', 2] AS m, ROW(parcel, depot) AS r
FROM scans;
