-- expect: both
SELECT s.parcel FROM scans s WHERE s.note IN (SELECT s.parcel FROM depots d WHERE d.depot = s.depot);
