-- transform `completed_orders` in online_retailer.weir
INSERT INTO `completed_orders`
SELECT
  `pymt`.`order_id`,
  `cust`.`customerid`,
  `cust`.`customername`,
  `cust`.`address`,
  `pymt`.`amount`,
  `pymt`.`confirmation_code`,
  `pymt`.`ts`
FROM `payments` AS `pymt`
JOIN `shiftleft.public.customers__current` FOR SYSTEM_TIME AS OF `pymt`.`ts` AS `cust` ON `pymt`.`customer_id` = `cust`.`customerid`
JOIN `shiftleft.public.orders__current` FOR SYSTEM_TIME AS OF `pymt`.`ts` AS `ord` ON `pymt`.`order_id` = `ord`.`orderid`
WHERE `cust`.`__deleted` = 'false' AND `ord`.`__deleted` = 'false';
