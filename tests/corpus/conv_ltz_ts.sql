SELECT s.parcel FROM scans AS s JOIN readings AS r ON s.scanned = r.measured;
