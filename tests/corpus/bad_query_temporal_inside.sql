-- expect: neither
SELECT parcel FROM scans s WHERE EXISTS (SELECT 1 FROM deliveries d JOIN depots FOR SYSTEM_TIME AS OF d.delivered AS p ON d.depot = p.depot WHERE d.parcel = s.parcel);
