-- expect: both
SELECT s.parcel, p.city FROM (SELECT * FROM scans WHERE parcel IN (SELECT parcel FROM deliveries)) s JOIN depots FOR SYSTEM_TIME AS OF s.scanned AS p ON s.depot = p.depot;
