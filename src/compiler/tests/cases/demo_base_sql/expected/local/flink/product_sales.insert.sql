-- transform `product_sales` in demo_base_sql.weir
INSERT INTO `product_sales__kafka`
SELECT
  `o`.`orderid`,
  `p`.`productid`,
  `oi`.`orderitemid`,
  `p`.`brand`,
  `p`.`productname`,
  `p`.`price`,
  `oi`.`quantity`,
  `oi`.`quantity` * `p`.`price` AS `total_amount`
FROM (
  SELECT `productid`, `brand`, `productname`, `category`, `description`, `color`, `size`, `price`, `stock`, `$rowtime`
  FROM `shiftleft.public.products`
  WHERE `__deleted` = 'false'
) AS `p`
JOIN (
  SELECT `orderitemid`, `orderid`, `productid`, `quantity`, `$rowtime`
  FROM `shiftleft.public.order_items`
  WHERE `__deleted` = 'false'
) AS `oi` ON `p`.`productid` = `oi`.`productid`
JOIN (
  SELECT `orderid`, `customerid`, `orderdate`, `status`, `$rowtime`
  FROM `shiftleft.public.orders`
  WHERE `__deleted` = 'false'
) AS `o` ON `oi`.`orderid` = `o`.`orderid`
WHERE `p`.`productname` <> '' AND `p`.`price` > 0;
