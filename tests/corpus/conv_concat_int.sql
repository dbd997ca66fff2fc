SELECT parcel || depot AS x FROM scans;
