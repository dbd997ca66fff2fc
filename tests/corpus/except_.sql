(SELECT parcel FROM scans) EXCEPT (SELECT parcel FROM deliveries);
