-- topic `payments` in interval_join.weir
ALTER TABLE `interval_join.payments` MODIFY WATERMARK FOR `paid_at` AS `paid_at` - INTERVAL '5' SECOND;
