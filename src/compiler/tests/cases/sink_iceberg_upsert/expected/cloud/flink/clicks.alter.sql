-- topic `clicks` in sink_iceberg_upsert.weir
ALTER TABLE `sink_iceberg_upsert.clicks` MODIFY WATERMARK FOR `clicked_at` AS `clicked_at` - INTERVAL '5' SECOND;
