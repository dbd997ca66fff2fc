-- topic `readings` in types.weir
ALTER TABLE `types.readings` MODIFY WATERMARK FOR `taken` AS `taken` - INTERVAL '5' SECOND;
