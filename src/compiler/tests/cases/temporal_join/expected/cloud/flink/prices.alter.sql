-- topic `prices` in temporal_join.weir
ALTER TABLE `temporal_join.prices` MODIFY WATERMARK FOR `valid_from` AS `valid_from` - INTERVAL '5' SECOND;
