-- table `shop.customers` in demo_base_sql.weir
ALTER TABLE `shiftleft.public.customers` MODIFY WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND;
