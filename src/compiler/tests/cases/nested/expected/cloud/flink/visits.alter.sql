-- topic `visits` in nested.weir
ALTER TABLE `nested.visits` MODIFY WATERMARK FOR `begun_at` AS `begun_at` - INTERVAL '5' SECOND;
