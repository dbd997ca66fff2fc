SELECT ABS(parcel) AS x FROM scans;
