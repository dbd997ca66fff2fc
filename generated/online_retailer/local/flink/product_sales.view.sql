-- transform `product_sales` in online_retailer.weir
CREATE VIEW IF NOT EXISTS `product_sales` AS
SELECT
  `orderid`,
  `productid`,
  `orderitemid`,
  `brand`,
  `productname`,
  `price`,
  `quantity`,
  `total_amount`,
  `$rowtime`
FROM `product_sales__kafka`;
