-- topic `payments` in deterministic_encryption.weir
ALTER TABLE `deterministic_encryption.payments` MODIFY WATERMARK FOR `paid_at` AS `paid_at` - INTERVAL '5' SECOND;
