-- table `bank.movements` in types.weir
ALTER TABLE `types.bank.public.movements` MODIFY WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND;
