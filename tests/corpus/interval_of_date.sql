-- expect: both
SELECT opened + capacity * INTERVAL '1' DAY AS a FROM depots;
