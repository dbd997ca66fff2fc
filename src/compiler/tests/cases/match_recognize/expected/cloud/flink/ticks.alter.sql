-- topic `ticks` in match_recognize.weir
ALTER TABLE `match_recognize.ticks` MODIFY WATERMARK FOR `at` AS `at` - INTERVAL '5' SECOND;
