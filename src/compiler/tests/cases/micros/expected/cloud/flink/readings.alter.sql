-- topic `readings` in micros.weir
ALTER TABLE `micros.readings` MODIFY WATERMARK FOR `taken` AS `taken` - INTERVAL '5' SECOND;
