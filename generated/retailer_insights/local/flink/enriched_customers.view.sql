-- transform `enriched_customers` in retailer_insights.weir
CREATE VIEW IF NOT EXISTS `insights.enriched_customers` AS
SELECT
  `customerid`,
  `customername`,
  `email`,
  `segment`,
  `changed_at__ltz` AS `changed_at`,
  `shipping_address`,
  `billing_address`,
  `$rowtime`
FROM `insights.enriched_customers__kafka`;
