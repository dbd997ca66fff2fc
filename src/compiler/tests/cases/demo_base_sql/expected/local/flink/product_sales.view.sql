-- transform `product_sales` in demo_base_sql.weir
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
