-- topic `prices` in temporal_join.weir
CREATE VIEW IF NOT EXISTS `temporal_join.prices` AS
SELECT
  `page`,
  `price`,
  `valid_from__ltz` AS `valid_from`,
  `$rowtime`
FROM `temporal_join.prices__kafka`;
