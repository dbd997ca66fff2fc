-- transform `readings_copy` in types.weir
CREATE VIEW IF NOT EXISTS `types.readings_copy` AS
SELECT
  `id`,
  CAST(`t` AS TINYINT) AS `t`,
  CAST(`s` AS SMALLINT) AS `s`,
  `i`,
  `l`,
  `f`,
  `d`,
  `b`,
  `dec`,
  `txt`,
  `vc`,
  `c`,
  `bin`,
  CAST(`fix` AS BINARY(16)) AS `fix`,
  `day`,
  `loc3`,
  `doc`,
  `kind`,
  `taken__ltz` AS `taken`,
  `$rowtime`
FROM `types.readings_copy__kafka`;
