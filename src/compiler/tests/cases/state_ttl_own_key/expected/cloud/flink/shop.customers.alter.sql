-- table `shop.customers` in state_ttl_own_key.weir
ALTER TABLE `state_ttl_own_key.shop.public.customers` MODIFY WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND;
