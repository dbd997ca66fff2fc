-- table `shop.addresses` in retailer_insights.weir
CREATE VIEW IF NOT EXISTS `insights.public.addresses` AS
SELECT
  `addressid`,
  `street`,
  `postalcode`,
  `city`,
  `state`,
  `country`,
  `__deleted`,
  `$rowtime`
FROM `insights.public.addresses__kafka`;
