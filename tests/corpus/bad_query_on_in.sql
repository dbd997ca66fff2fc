-- expect: neither
SELECT s.parcel FROM scans s JOIN parcels p ON s.parcel = p.parcel AND p.sender IN (SELECT depot FROM depots);
