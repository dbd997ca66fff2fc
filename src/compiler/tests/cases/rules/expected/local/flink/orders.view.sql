-- topic `orders` in rules.weir
CREATE VIEW IF NOT EXISTS `rules.orders` AS
SELECT
  `order_id`,
  `code`,
  `email`,
  `amount`,
  `lines`,
  `at_shop__ltz` AS `at_shop`,
  `$rowtime`
FROM `rules.orders__kafka`;
