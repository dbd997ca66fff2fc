SELECT JSON(note) AS a FROM scans;
