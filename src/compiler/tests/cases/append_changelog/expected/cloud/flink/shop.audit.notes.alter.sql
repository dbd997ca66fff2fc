-- table `shop.audit.notes` in append_changelog.weir
ALTER TABLE `append_changelog.shop.audit.notes` MODIFY WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND;
