SELECT SUBSTRING(parcel) AS x FROM scans;
