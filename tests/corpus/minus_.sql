-- expect: weir, weir prints MINUS as EXCEPT
SELECT parcel FROM scans MINUS SELECT parcel FROM deliveries;
