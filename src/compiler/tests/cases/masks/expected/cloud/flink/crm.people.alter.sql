-- table `crm.people` in masks.weir
ALTER TABLE `masks.crm.public.people` MODIFY WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND;
