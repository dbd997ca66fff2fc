-- transform `readings_copy` in types.weir
INSERT INTO `types.readings_copy__kafka`
SELECT
  `id`,
  CAST(`t` AS INT) AS `t`,
  CAST(`s` AS INT) AS `s`,
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
  CAST(`fix` AS BYTES) AS `fix`,
  `day`,
  `loc3`,
  `doc`,
  `kind`,
  CAST(`taken` AS TIMESTAMP(3)) AS `taken`
FROM (
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
  FROM `types.readings` AS `readings`
);
