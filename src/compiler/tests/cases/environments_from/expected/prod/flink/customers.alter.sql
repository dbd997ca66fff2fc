-- topic `customers` in customers.weir
ALTER TABLE `live.customers` MODIFY WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND;
