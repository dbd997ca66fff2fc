-- transform `named` in environments_from.weir
INSERT INTO `test.named`
SELECT
  `id`,
  `name`
FROM `test.customers` AS `customers`
WHERE `name` <> '';
