SELECT CONCAT(parcel, depot) AS x FROM scans;
