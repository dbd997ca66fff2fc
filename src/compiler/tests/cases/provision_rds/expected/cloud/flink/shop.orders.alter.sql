-- table `shop.orders` in provision_rds.weir
ALTER TABLE `provision_rds.shop.public.orders` MODIFY WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND;
