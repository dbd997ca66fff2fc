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
  `loc3`,
  `doc`,
  `kind`,
  `taken`
FROM `types.readings` AS `readings`;
