SELECT 1 AS one_, 'a' AS a, CURRENT_DATE AS today;
