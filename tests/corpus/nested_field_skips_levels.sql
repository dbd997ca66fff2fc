SELECT van.phone, driver.id, s.driver.phone AS again FROM scans AS s
