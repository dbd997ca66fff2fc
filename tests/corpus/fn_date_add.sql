SELECT DATE_FORMAT(measured, 'yyyy') AS y, TIMESTAMPADD(MONTH, -1, measured) AS m, LAST_DAY(opened) AS x FROM readings, depots;
