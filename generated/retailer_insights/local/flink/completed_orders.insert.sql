-- transform `completed_orders` in retailer_insights.weir
INSERT INTO `insights.completed_orders__kafka`
SELECT
  `order_id`,
  `amount`,
  `confirmation_code`,
  CAST(`ts` AS TIMESTAMP(3)) AS `ts`
FROM (
  SELECT
    `p`.`order_id`,
    `p`.`amount`,
    `p`.`confirmation_code`,
    `p`.`ts`
  FROM `insights.unique_payments` AS `p`
  JOIN (
    SELECT `orderid`, `customerid`, `orderdate`, `status`, `$rowtime`
    FROM `insights.public.orders`
    WHERE `__deleted` = 'false'
  ) AS `o` ON `p`.`order_id` = `o`.`orderid` AND `o`.`$rowtime` BETWEEN `p`.`ts` - INTERVAL '96' HOUR AND `p`.`ts`
);
