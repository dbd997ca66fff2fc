SELECT *
FROM scans MATCH_RECOGNIZE (
  PARTITION BY parcel
  ORDER BY scanned
  MEASURES (A.van).plate AS plate, LAST(van).driver.id AS driver
  AFTER MATCH SKIP PAST LAST ROW
  PATTERN (A B) WITHIN INTERVAL '1' HOUR
  DEFINE B AS (B.van).plate = 'X'
) AS m;
