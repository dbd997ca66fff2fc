-- topic `select` in hostile_names.weir
ALTER TABLE `hostile_names.select` MODIFY WATERMARK FOR `time_of` AS `time_of` - INTERVAL '5' SECOND;
