-- topic `readings` in types.weir
CREATE VIEW IF NOT EXISTS `types.readings` AS
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
  CAST(`vc` AS VARCHAR(12)) AS `vc`,
  CAST(`c` AS CHAR(2)) AS `c`,
  `bin`,
  CAST(`fix` AS BINARY(16)) AS `fix`,
  `day`,
  `loc3`,
  `doc`,
  `kind`,
  `taken__ltz` AS `taken`,
  `$rowtime`
FROM `types.readings__kafka`;
