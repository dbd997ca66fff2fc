-- expect: weir, a topic always has a time and a watermark
SELECT s.parcel, d.kind FROM scans AS s JOIN parcels FOR SYSTEM_TIME AS OF s.scanned AS d ON s.parcel = d.parcel;
