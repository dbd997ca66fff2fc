-- transform `where` in hostile_names.weir
INSERT INTO `hostile_names.where`
SELECT
  `order`,
  `group` AS `from`,
  'it''s -- no comment ${x} %{y}' AS `said`,
  `time_of`
FROM `hostile_names.select` AS `select`;
