SELECT POSITION('a' IN parcel FROM 2) AS a, POSITION(note IN parcel FROM depot) AS b FROM scans;
