-- topic `clicks` in sink_iceberg_managed.weir
ALTER TABLE `sink_iceberg_managed.clicks` MODIFY WATERMARK FOR `clicked_at` AS `clicked_at` - INTERVAL '5' SECOND;
