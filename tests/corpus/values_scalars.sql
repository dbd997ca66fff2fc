-- expect: both
SELECT x FROM (VALUES 1, 2, 3) AS v(x);
