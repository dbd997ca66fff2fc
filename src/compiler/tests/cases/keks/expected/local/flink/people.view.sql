-- topic `people` in keks.weir
CREATE VIEW IF NOT EXISTS `keks.people` AS
SELECT
  `id`,
  `a`,
  `b`,
  `c`,
  `d`,
  `e`,
  `f`,
  `$rowtime`
FROM `keks.people__kafka`;
