-- topic `clicks` in temporal_join.weir
ALTER TABLE `temporal_join.clicks` MODIFY WATERMARK FOR `clicked_at` AS `clicked_at` - INTERVAL '5' SECOND;
