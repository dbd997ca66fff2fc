SELECT REGEXP_EXTRACT(note, '([a-z]+)', 1) AS e, REGEXP_REPLACE(note, 'a', 'b') AS r, REGEXP(note, '^a') AS m, INITCAP(note) AS i, MD5(note) AS h, SHA256(parcel) AS h2 FROM scans;
