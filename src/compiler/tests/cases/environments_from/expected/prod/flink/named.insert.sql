-- transform `named` in environments_from.weir
INSERT INTO `live.named`
SELECT
  `id`,
  `name`
FROM `live.customers` AS `customers`
WHERE `name` <> '';
