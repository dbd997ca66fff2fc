-- table `shop.orders` in online_retailer.weir
ALTER TABLE `shiftleft.public.orders` MODIFY WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND;
