-- topic `clicks` in embedded.weir
ALTER TABLE `embedded.clicks` MODIFY WATERMARK FOR `clicked_at` AS `clicked_at` - INTERVAL '5' SECOND;
