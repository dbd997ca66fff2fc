-- topic `payments` in online_retailer.weir
ALTER TABLE `payments` MODIFY WATERMARK FOR `ts` AS `ts` - INTERVAL '5' SECOND;
