SELECT parcel, `$rowtime` AS seen
FROM deliveries;
