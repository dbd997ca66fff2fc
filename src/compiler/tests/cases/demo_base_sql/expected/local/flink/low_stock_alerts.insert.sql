-- transform `low_stock_alerts` in demo_base_sql.weir
INSERT INTO `low_stock_alerts__kafka`
SELECT
  `productid`,
  `productname`,
  `stock`,
  'Low stock: Quantity below 50!' AS `alert_message`
FROM (
  SELECT `productid`, `brand`, `productname`, `category`, `description`, `color`, `size`, `price`, `stock`, `$rowtime`
  FROM `shiftleft.public.products`
  WHERE `__deleted` = 'false'
) AS `products`
WHERE `stock` < 50;
