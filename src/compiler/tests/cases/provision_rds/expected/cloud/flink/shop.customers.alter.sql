-- table `shop.customers` in provision_rds.weir
ALTER TABLE `provision_rds.shop.public.customers` MODIFY WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND;
