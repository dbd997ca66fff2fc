-- topic `clicks` in expose.weir
ALTER TABLE `expose.clicks` MODIFY WATERMARK FOR `clicked_at` AS `clicked_at` - INTERVAL '5' SECOND;
