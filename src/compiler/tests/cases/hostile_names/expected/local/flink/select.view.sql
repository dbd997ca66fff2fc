-- topic `select` in hostile_names.weir
CREATE VIEW IF NOT EXISTS `hostile_names.select` AS
SELECT
  `order`,
  `group`,
  `table`,
  `time_of__ltz` AS `time_of`,
  `$rowtime`
FROM `hostile_names.select__kafka`;
