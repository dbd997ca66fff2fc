-- topic `payments` in demo_base_sql.weir
CREATE VIEW IF NOT EXISTS `payments` AS
SELECT
  `order_id`,
  `product_id`,
  `customer_id`,
  `confirmation_code`,
  `cc_number`,
  `expiration`,
  `amount`,
  `ts__ltz` AS `ts`,
  `$rowtime`
FROM `payments__kafka`;
