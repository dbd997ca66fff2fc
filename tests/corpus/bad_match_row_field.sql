-- expect: neither
SELECT *
FROM scans MATCH_RECOGNIZE (
  PARTITION BY parcel
  ORDER BY scanned
  MEASURES A.van.plate AS plate
  AFTER MATCH SKIP PAST LAST ROW
  PATTERN (A B) WITHIN INTERVAL '1' HOUR
  DEFINE B AS B.depot > 1
) AS m;
