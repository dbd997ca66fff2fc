CREATE TABLE vans (plate STRING, depot INT);
SELECT scans.plate, vans.plate AS other FROM scans JOIN vans ON scans.depot = vans.depot
