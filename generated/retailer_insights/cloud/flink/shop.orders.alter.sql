-- table `shop.orders` in retailer_insights.weir
ALTER TABLE `insights.public.orders` MODIFY WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND;
