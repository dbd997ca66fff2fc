-- table `issuer.core.customers` in issuer.weir
ALTER TABLE `fraud.issuer.core.customers` MODIFY WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND;
