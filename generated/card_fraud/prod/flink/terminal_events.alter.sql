-- topic `terminal_events` in authorizations.weir
ALTER TABLE `fraud.terminal_events` MODIFY WATERMARK FOR `reported_at` AS `reported_at` - INTERVAL '30' SECOND;
