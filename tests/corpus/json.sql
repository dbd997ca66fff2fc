SELECT JSON_VALUE(note, '$.a') AS a, JSON_VALUE(note, '$.n' RETURNING INT DEFAULT 0 ON EMPTY) AS n, JSON_QUERY(note, '$.o') AS o, JSON_EXISTS(note, '$.x') AS x, note IS JSON AS j
FROM scans;
