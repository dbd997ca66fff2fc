-- transform `completed_orders` in demo_base_sql.weir
CREATE VIEW IF NOT EXISTS `completed_orders` AS
SELECT
  `order_id`,
  `customerid`,
  `customername`,
  `address`,
  `amount`,
  `confirmation_code`,
  `ts__ltz` AS `ts`,
  `$rowtime`
FROM `completed_orders__kafka`;
