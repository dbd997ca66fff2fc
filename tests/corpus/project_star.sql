SELECT *
FROM readings;
