SELECT EXTRACT(YEAR FROM measured) AS y, EXTRACT(DOW FROM measured) AS w, EXTRACT(EPOCH FROM measured) AS e, QUARTER(measured) AS q, DAYOFWEEK(opened) AS d, WEEK(opened) AS k FROM readings, depots;
