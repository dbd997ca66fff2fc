-- expect: both
SELECT u.a FROM UNNEST(ARRAY[1, 2]) AS u(a);
