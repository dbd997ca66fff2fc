-- topic `clicks` in existing_infrastructure.weir
ALTER TABLE `existing_infrastructure.clicks` MODIFY WATERMARK FOR `clicked_at` AS `clicked_at` - INTERVAL '5' SECOND;
