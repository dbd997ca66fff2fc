-- expect: neither
WITH d AS (SELECT parcel, fee, delivered FROM deliveries) SELECT s.scan_id, d.fee FROM scans AS s JOIN d FOR SYSTEM_TIME AS OF s.scanned ON s.parcel = d.parcel;
