-- transform `where` in hostile_names.weir
CREATE VIEW IF NOT EXISTS `hostile_names.where` AS
SELECT
  `order`,
  `from`,
  `said`,
  `time_of__ltz` AS `time_of`,
  `$rowtime`
FROM `hostile_names.where__kafka`;
