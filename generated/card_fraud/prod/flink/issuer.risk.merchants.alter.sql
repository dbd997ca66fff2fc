-- table `issuer.risk.merchants` in issuer.weir
ALTER TABLE `fraud.issuer.risk.merchants` MODIFY WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND;
