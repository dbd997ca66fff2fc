-- topic `clicks` in dedup_last.weir
ALTER TABLE `dedup_last.clicks` MODIFY WATERMARK FOR `clicked_at` AS `clicked_at` - INTERVAL '5' SECOND;
