-- topic `visits` in state_ttl_own_key.weir
ALTER TABLE `state_ttl_own_key.visits` MODIFY WATERMARK FOR `visited_at` AS `visited_at` - INTERVAL '5' SECOND;
