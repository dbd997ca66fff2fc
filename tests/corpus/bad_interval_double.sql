-- expect: neither
SELECT delivered + INTERVAL tip DAY AS a FROM deliveries;
