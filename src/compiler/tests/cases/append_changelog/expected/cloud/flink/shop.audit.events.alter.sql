-- table `shop.audit.events` in append_changelog.weir
ALTER TABLE `append_changelog.shop.audit.events` MODIFY WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND;
