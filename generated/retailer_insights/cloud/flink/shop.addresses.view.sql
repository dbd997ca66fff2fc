-- table `shop.addresses` in retailer_insights.weir
CREATE VIEW IF NOT EXISTS `insights.public.addresses__current` AS
SELECT
  `addressid`,
  `street`,
  `postalcode`,
  `city`,
  `state`,
  `country`,
  `__deleted`,
  `__rowtime`
FROM (
  SELECT
    `addressid`,
    `street`,
    `postalcode`,
    `city`,
    `state`,
    `country`,
    `__deleted`,
    `$rowtime` AS `__rowtime`,
    ROW_NUMBER() OVER (PARTITION BY `addressid` ORDER BY `$rowtime` DESC) AS `__row`
  FROM `insights.public.addresses`
)
WHERE `__row` = 1;
