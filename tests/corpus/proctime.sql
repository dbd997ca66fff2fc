SELECT parcel, PROCTIME() AS p FROM scans;
