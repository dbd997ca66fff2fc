-- table `shop.order_items` in demo_base_sql.weir
ALTER TABLE `shiftleft.public.order_items` MODIFY WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND;
