-- topic `authorizations` in authorizations.weir
ALTER TABLE `fraud.authorizations` MODIFY WATERMARK FOR `authorized_at` AS `authorized_at` - INTERVAL '10' SECOND;
