-- table `shop.products` in online_retailer.weir
ALTER TABLE `shiftleft.public.products` MODIFY WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND;
