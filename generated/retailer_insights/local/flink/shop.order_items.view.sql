-- table `shop.order_items` in retailer_insights.weir
CREATE VIEW IF NOT EXISTS `insights.public.order_items` AS
SELECT
  `orderitemid`,
  `orderid`,
  `productid`,
  `quantity`,
  `__deleted`,
  `$rowtime`
FROM `insights.public.order_items__kafka`;
