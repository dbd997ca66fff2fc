-- topic `orders` in rules.weir
ALTER TABLE `rules.orders` MODIFY WATERMARK FOR `at_shop` AS `at_shop` - INTERVAL '5' SECOND;
