SELECT s.scan_id, u.l FROM scans AS s, UNNEST(s.parcel) AS u(l);
