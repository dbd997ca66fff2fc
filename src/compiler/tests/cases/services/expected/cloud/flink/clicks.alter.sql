-- topic `clicks` in services.weir
ALTER TABLE `services.clicks` MODIFY WATERMARK FOR `clicked_at` AS `clicked_at` - INTERVAL '5' SECOND;
