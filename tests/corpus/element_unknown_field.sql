SELECT s.van.nothing AS x FROM scans AS s;
