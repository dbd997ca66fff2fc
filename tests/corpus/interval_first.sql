SELECT INTERVAL '1' DAY + measured AS later
FROM readings;
