SELECT s.parcel, d.fee
FROM scans AS s JOIN deliveries FOR SYSTEM_TIME AS OF s.scanned AS d ON s.depot = d.depot;
