-- table `shop.products` in demo_base_sql.weir
ALTER TABLE `shiftleft.public.products` MODIFY WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND;
