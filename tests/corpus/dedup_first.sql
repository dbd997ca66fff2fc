SELECT parcel, depot, scanned FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY parcel ORDER BY scanned ASC) AS n FROM scans) WHERE n = 1;
