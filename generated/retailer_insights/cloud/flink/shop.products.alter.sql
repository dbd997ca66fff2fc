-- table `shop.products` in retailer_insights.weir
ALTER TABLE `insights.public.products` MODIFY WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND;
