-- expect: neither
SELECT (opened, opened) OVERLAPS (since, since) AS a FROM depots;
