-- transform `movement_sums` in types.weir
CREATE VIEW IF NOT EXISTS `types.movement_sums` AS
SELECT
  `id`,
  `product`,
  `third`,
  `more`,
  `cents`,
  CAST(`zoned_at` AS TIMESTAMP_LTZ(3)) AS `zoned_at`,
  CAST(`maybe_at` AS TIMESTAMP_LTZ(3)) AS `maybe_at`,
  CAST(`tomorrow` AS TIMESTAMP_LTZ(3)) AS `tomorrow`,
  CAST(`full_hour` AS TIMESTAMP_LTZ(3)) AS `full_hour`,
  `the_year`,
  `the_day`,
  `state`,
  `word`,
  `$rowtime`
FROM `types.movement_sums__kafka`;
