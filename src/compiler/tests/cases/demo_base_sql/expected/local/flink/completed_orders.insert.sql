-- transform `completed_orders` in demo_base_sql.weir
INSERT INTO `completed_orders__kafka`
SELECT
  `order_id`,
  `customerid`,
  `customername`,
  `address`,
  `amount`,
  `confirmation_code`,
  CAST(`ts` AS TIMESTAMP(3)) AS `ts`
FROM (
  SELECT
    `pymt`.`order_id`,
    `cust`.`customerid`,
    `cust`.`customername`,
    `cust`.`address`,
    `pymt`.`amount`,
    `pymt`.`confirmation_code`,
    `pymt`.`ts`
  FROM `payments` AS `pymt`
  JOIN (
    SELECT `customerid`, `customername`, `email`, `segment`, `address`, `$rowtime`
    FROM `shiftleft.public.customers`
    WHERE `__deleted` = 'false'
  ) AS `cust` ON `pymt`.`customer_id` = `cust`.`customerid`
  JOIN (
    SELECT `orderid`, `customerid`, `orderdate`, `status`, `$rowtime`
    FROM `shiftleft.public.orders`
    WHERE `__deleted` = 'false'
  ) AS `ord` ON `pymt`.`order_id` = `ord`.`orderid`
);
