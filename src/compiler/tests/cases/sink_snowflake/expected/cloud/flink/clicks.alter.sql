-- topic `clicks` in sink_snowflake.weir
ALTER TABLE `sink_snowflake.clicks` MODIFY WATERMARK FOR `clicked_at` AS `clicked_at` - INTERVAL '5' SECOND;
