-- table `shop.order_items` in retailer_insights.weir
ALTER TABLE `insights.public.order_items` MODIFY WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND;
