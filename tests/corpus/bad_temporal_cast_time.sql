SELECT s.parcel, d.city FROM scans AS s JOIN depots FOR SYSTEM_TIME AS OF CAST(s.scanned AS TIMESTAMP_LTZ(3)) AS d ON s.depot = d.depot;
