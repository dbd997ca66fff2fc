SELECT scan_id, s.van.plate, s.van.driver.id AS driver, s.van.driver.phone AS phone
FROM scans AS s;
