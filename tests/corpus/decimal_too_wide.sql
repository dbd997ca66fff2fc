-- expect: flink, Flink cuts the precision to 38 in silence
SELECT CAST(fee AS DECIMAL(39, 2)) AS x FROM deliveries;
