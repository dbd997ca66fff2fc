SELECT s.scan_id, p.kind, d.city
FROM scans AS s JOIN parcels AS p ON s.parcel = p.parcel JOIN depots AS d ON s.depot = d.depot;
