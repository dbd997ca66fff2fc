-- table `issuer.core.cards` in issuer.weir
ALTER TABLE `fraud.issuer.core.cards` MODIFY WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND;
