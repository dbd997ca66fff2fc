-- transform `product_sales` in retailer_insights.weir
CREATE VIEW IF NOT EXISTS `insights.product_sales` AS
SELECT
  `ordered_at__ltz` AS `ordered_at`,
  CAST(`orderdate` AS TIMESTAMP_LTZ(3)) AS `orderdate`,
  `orderid`,
  `productid`,
  `orderitemid`,
  `brand`,
  `productname`,
  `price`,
  `customerid`,
  `segment`,
  `shipping_city`,
  `billing_state`,
  `quantity`,
  `total_amount`,
  `$rowtime`
FROM `insights.product_sales__kafka`;
