-- transform `product_sales` in online_retailer.weir
INSERT INTO `product_sales`
SELECT
  `o`.`orderid`,
  `p`.`productid`,
  `oi`.`orderitemid`,
  `p`.`brand`,
  `p`.`productname`,
  `p`.`price`,
  `oi`.`quantity`,
  CAST(`oi`.`quantity` * `p`.`price` AS DECIMAL(10, 2)) AS `total_amount`
FROM (
  SELECT `orderitemid`, `orderid`, `productid`, `quantity`, `$rowtime`
  FROM `shiftleft.public.order_items`
  WHERE `__deleted` = 'false'
) AS `oi`
JOIN `shiftleft.public.orders__current` FOR SYSTEM_TIME AS OF `oi`.`$rowtime` AS `o` ON `oi`.`orderid` = `o`.`orderid`
JOIN `shiftleft.public.products__current` FOR SYSTEM_TIME AS OF `oi`.`$rowtime` AS `p` ON `oi`.`productid` = `p`.`productid`
WHERE (`p`.`productname` <> '' AND `p`.`price` > 0) AND `o`.`__deleted` = 'false' AND `p`.`__deleted` = 'false';
