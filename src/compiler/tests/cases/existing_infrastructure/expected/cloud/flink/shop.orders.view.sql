-- table `shop.orders` in existing_infrastructure.weir
CREATE VIEW IF NOT EXISTS `existing_infrastructure.shop.public.orders__current` AS
SELECT
  `id`,
  `customer_id`,
  `status`,
  `amount`,
  `ordered_at`,
  `__deleted`,
  `__rowtime`
FROM (
  SELECT
    `id`,
    `customer_id`,
    `status`,
    `amount`,
    `ordered_at`,
    `__deleted`,
    `$rowtime` AS `__rowtime`,
    ROW_NUMBER() OVER (PARTITION BY `id` ORDER BY `$rowtime` DESC) AS `__row`
  FROM `existing_infrastructure.shop.public.orders`
)
WHERE `__row` = 1;
