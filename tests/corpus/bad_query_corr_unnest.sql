-- expect: neither
SELECT parcel FROM scans s WHERE EXISTS (SELECT 1 FROM UNNEST(s.labels) AS t(l) WHERE t.l = 'x');
