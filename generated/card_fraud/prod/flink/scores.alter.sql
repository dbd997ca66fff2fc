-- topic `scores` in authorizations.weir
ALTER TABLE `fraud.scores` MODIFY WATERMARK FOR `scored_at` AS `scored_at` - INTERVAL '5' SECOND;
