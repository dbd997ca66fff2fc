-- table `shop.addresses` in retailer_insights.weir
ALTER TABLE `insights.public.addresses` MODIFY WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND;
