-- transform `where` in hostile_names.weir
INSERT INTO `hostile_names.where__kafka`
SELECT
  `order`,
  `from`,
  `said`,
  CAST(`time_of` AS TIMESTAMP(3)) AS `time_of`
FROM (
  SELECT
    `order`,
    `group` AS `from`,
    'it''s -- no comment ${x} %{y}' AS `said`,
    `time_of`
  FROM `hostile_names.select` AS `select`
);
