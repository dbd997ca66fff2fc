CREATE TABLE vans (plate STRING, depot INT);
SELECT plate FROM scans JOIN vans ON scans.depot = vans.depot
