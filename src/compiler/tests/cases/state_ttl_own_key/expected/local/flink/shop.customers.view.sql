-- table `shop.customers` in state_ttl_own_key.weir
CREATE VIEW IF NOT EXISTS `state_ttl_own_key.shop.public.customers` AS
SELECT
  `id`,
  `name`,
  `__deleted`,
  `$rowtime`
FROM `state_ttl_own_key.shop.public.customers__kafka`;
