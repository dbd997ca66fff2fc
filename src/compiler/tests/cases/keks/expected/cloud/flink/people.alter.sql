-- topic `people` in keks.weir
ALTER TABLE `keks.people` MODIFY WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND;
