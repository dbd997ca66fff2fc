-- table `shop.customers` in existing_infrastructure.weir
ALTER TABLE `existing_infrastructure.shop.public.customers` MODIFY WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND;
