SELECT CAST(ROW(parcel, depot) AS ROW<p STRING, d BIGINT>) AS r, CAST(labels AS ARRAY<VARCHAR(20)>) AS l
FROM scans;
