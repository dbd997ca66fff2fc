-- topic `clicks` in sink_iceberg.weir
ALTER TABLE `sink_iceberg.clicks` MODIFY WATERMARK FOR `clicked_at` AS `clicked_at` - INTERVAL '5' SECOND;
