-- topic `clicks` in tumble.weir
ALTER TABLE `tumble.clicks` MODIFY WATERMARK FOR `clicked_at` AS `clicked_at` - INTERVAL '5' SECOND;
