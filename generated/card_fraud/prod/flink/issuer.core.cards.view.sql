-- table `issuer.core.cards` in issuer.weir
CREATE VIEW IF NOT EXISTS `fraud.issuer.core.cards__current` AS
SELECT
  `card_id`,
  `customer_id`,
  `status`,
  `country`,
  `day_limit`,
  `issued_on`,
  `__deleted`,
  `__rowtime`
FROM (
  SELECT
    `card_id`,
    `customer_id`,
    `status`,
    `country`,
    `day_limit`,
    `issued_on`,
    `__deleted`,
    `$rowtime` AS `__rowtime`,
    ROW_NUMBER() OVER (PARTITION BY `card_id` ORDER BY `$rowtime` DESC) AS `__row`
  FROM `fraud.issuer.core.cards`
)
WHERE `__row` = 1;
