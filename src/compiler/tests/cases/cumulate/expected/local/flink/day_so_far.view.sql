-- transform `day_so_far` in cumulate.weir
CREATE VIEW IF NOT EXISTS `cumulate.day_so_far` AS
SELECT
  `day_start`,
  `until`,
  `closed_at__ltz` AS `closed_at`,
  `page`,
  `visits`,
  `$rowtime`
FROM `cumulate.day_so_far__kafka`;
