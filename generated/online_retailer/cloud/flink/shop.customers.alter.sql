-- table `shop.customers` in online_retailer.weir
ALTER TABLE `shiftleft.public.customers` MODIFY WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND;
