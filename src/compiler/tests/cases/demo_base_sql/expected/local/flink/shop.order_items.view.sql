-- table `shop.order_items` in demo_base_sql.weir
CREATE VIEW IF NOT EXISTS `shiftleft.public.order_items` AS
SELECT
  `orderitemid`,
  `orderid`,
  `productid`,
  `quantity`,
  `__deleted`,
  `$rowtime`
FROM `shiftleft.public.order_items__kafka`;
