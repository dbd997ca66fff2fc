-- table `shop.orders` in existing_infrastructure.weir
ALTER TABLE `existing_infrastructure.shop.public.orders` MODIFY WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND;
