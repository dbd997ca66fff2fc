-- topic `customers` in customers.weir
ALTER TABLE `test.customers` MODIFY WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND;
