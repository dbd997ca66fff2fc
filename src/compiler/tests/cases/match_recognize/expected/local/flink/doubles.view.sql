-- transform `doubles` in match_recognize.weir
CREATE VIEW IF NOT EXISTS `match_recognize.doubles` AS
SELECT
  `symbol`,
  `second_volume`,
  `pairs`,
  `$rowtime`
FROM `match_recognize.doubles__kafka`;
