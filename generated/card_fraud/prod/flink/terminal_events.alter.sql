-- topic `terminal_events` in authorizations.weir
ALTER TABLE `terminal.events` MODIFY WATERMARK FOR `reported_at` AS `reported_at` - INTERVAL '30' SECOND;
