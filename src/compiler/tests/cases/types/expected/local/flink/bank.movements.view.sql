-- table `bank.movements` in types.weir
CREATE VIEW IF NOT EXISTS `types.bank.public.movements` AS
SELECT
  `id`,
  CAST(`tiny` AS SMALLINT) AS `tiny`,
  `exact`,
  `small`,
  `ratio`,
  `measure`,
  `ok`,
  `name`,
  `code`,
  `label`,
  `raw`,
  `day`,
  `at_time`,
  CAST(`local_at` AS TIMESTAMP_LTZ(3)) AS `local_at`,
  TRY_CAST(REPLACE(REPLACE(`zoned_at`, 'T', ' '), 'Z', '') AS TIMESTAMP_LTZ(3)) AS `zoned_at`,
  TRY_CAST(REPLACE(REPLACE(`maybe_at`, 'T', ' '), 'Z', '') AS TIMESTAMP_LTZ(3)) AS `maybe_at`,
  `ref`,
  `body`,
  `state`,
  `words`,
  `__deleted`,
  `$rowtime`
FROM `types.bank.public.movements__kafka`;
