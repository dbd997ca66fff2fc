-- transform `unique_payments` in retailer_insights.weir
INSERT INTO `insights.unique_payments`
SELECT
  `order_id`,
  `product_id`,
  `customer_id`,
  `confirmation_code`,
  `amount`,
  `ts`
FROM (
  SELECT
    `order_id`,
    `product_id`,
    `customer_id`,
    `confirmation_code`,
    `cc_number`,
    `expiration`,
    `amount`,
    `ts`,
    ROW_NUMBER() OVER (PARTITION BY `order_id` ORDER BY `ts`) AS `copy`
  FROM `insights.payments` AS `payments`
)
WHERE `copy` = 1;
