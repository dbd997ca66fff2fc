-- table `shop.customers` in retailer_insights.weir
ALTER TABLE `insights.public.customers` MODIFY WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND;
