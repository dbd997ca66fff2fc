-- topic `ticks` in match_recognize.weir
CREATE VIEW IF NOT EXISTS `match_recognize.ticks` AS
SELECT
  `symbol`,
  `price`,
  `volume`,
  `place`,
  `at__ltz` AS `at`,
  `$rowtime`
FROM `match_recognize.ticks__kafka`;
