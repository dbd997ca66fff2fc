SELECT parcel FROM scans AS s WHERE s.van = s.van;
