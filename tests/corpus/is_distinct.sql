SELECT s.parcel FROM scans AS s JOIN deliveries AS d ON s.depot IS NOT DISTINCT FROM d.depot;
