-- topic `orders` in interval_join.weir
ALTER TABLE `interval_join.orders` MODIFY WATERMARK FOR `placed_at` AS `placed_at` - INTERVAL '5' SECOND;
