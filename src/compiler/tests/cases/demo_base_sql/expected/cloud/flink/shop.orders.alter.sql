-- table `shop.orders` in demo_base_sql.weir
ALTER TABLE `shiftleft.public.orders` MODIFY WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND;
