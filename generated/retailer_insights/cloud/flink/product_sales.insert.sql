-- transform `product_sales` in retailer_insights.weir
INSERT INTO `insights.product_sales`
SELECT
  `o`.`$rowtime` AS `ordered_at`,
  `o`.`orderdate`,
  `o`.`orderid`,
  `p`.`productid`,
  `i`.`orderitemid`,
  `p`.`brand`,
  `p`.`productname`,
  `p`.`price`,
  `c`.`customerid`,
  `c`.`segment`,
  `c`.`shipping_address`.`city` AS `shipping_city`,
  `c`.`billing_address`.`state` AS `billing_state`,
  `i`.`quantity`,
  CAST(`i`.`quantity` * `p`.`price` AS DECIMAL(10, 2)) AS `total_amount`
FROM (
  SELECT `orderid`, `customerid`, `orderdate`, `status`, `$rowtime`
  FROM `insights.public.orders`
  WHERE `__deleted` = 'false'
) AS `o`
JOIN (
  SELECT `orderitemid`, `orderid`, `productid`, `quantity`, `$rowtime`
  FROM `insights.public.order_items`
  WHERE `__deleted` = 'false'
) AS `i` ON `o`.`orderid` = `i`.`orderid` AND `i`.`$rowtime` BETWEEN `o`.`$rowtime` - INTERVAL '1' HOUR AND `o`.`$rowtime` + INTERVAL '1' HOUR
JOIN `insights.public.products__current` FOR SYSTEM_TIME AS OF `o`.`$rowtime` AS `p` ON `i`.`productid` = `p`.`productid`
JOIN `insights.enriched_customers` FOR SYSTEM_TIME AS OF `o`.`$rowtime` AS `c` ON `o`.`customerid` = `c`.`customerid`
WHERE (`p`.`productname` <> '' AND `p`.`price` > 0) AND `p`.`__deleted` = 'false';
