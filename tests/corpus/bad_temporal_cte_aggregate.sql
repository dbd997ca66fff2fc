-- expect: neither
WITH d AS (SELECT parcel, MAX(fee) AS fee FROM deliveries GROUP BY parcel) SELECT s.scan_id, d.fee FROM scans AS s JOIN d FOR SYSTEM_TIME AS OF s.scanned ON s.parcel = d.parcel;
