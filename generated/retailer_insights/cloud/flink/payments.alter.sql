-- topic `payments` in retailer_insights.weir
ALTER TABLE `insights.payments` MODIFY WATERMARK FOR `ts` AS `ts` - INTERVAL '5' SECOND;
