-- table `issuer.core.customers` in issuer.weir
CREATE VIEW IF NOT EXISTS `fraud.issuer.core.customers__current` AS
SELECT
  `customer_id`,
  `full_name`,
  `phone`,
  `segment`,
  `since`,
  `__deleted`,
  `__rowtime`
FROM (
  SELECT
    `customer_id`,
    `full_name`,
    `phone`,
    `segment`,
    `since`,
    `__deleted`,
    `$rowtime` AS `__rowtime`,
    ROW_NUMBER() OVER (PARTITION BY `customer_id` ORDER BY `$rowtime` DESC) AS `__row`
  FROM `fraud.issuer.core.customers`
)
WHERE `__row` = 1;
