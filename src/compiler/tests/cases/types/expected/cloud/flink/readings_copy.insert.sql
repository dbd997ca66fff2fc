-- transform `readings_copy` in types.weir
INSERT INTO `types.readings_copy`
SELECT
  `id`,
  `t`,
  `s`,
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
  `fix`,
  `day`,
  CAST(`clock` AS STRING) AS `clock`,
  `loc3`,
  `doc`,
  `kind`,
  `taken`
FROM `types.readings` AS `readings`;
