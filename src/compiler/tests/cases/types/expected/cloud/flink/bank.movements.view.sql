-- table `bank.movements` in types.weir
CREATE VIEW IF NOT EXISTS `types.bank.public.movements__current` AS
SELECT
  `id`,
  `tiny`,
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
  `local_at`,
  TRY_CAST(REPLACE(REPLACE(`zoned_at`, 'T', ' '), 'Z', '') AS TIMESTAMP_LTZ(3)) AS `zoned_at`,
  TRY_CAST(REPLACE(REPLACE(`maybe_at`, 'T', ' '), 'Z', '') AS TIMESTAMP_LTZ(3)) AS `maybe_at`,
  `ref`,
  `body`,
  `state`,
  `words`,
  `__deleted`,
  `__rowtime`
FROM (
  SELECT
    `id`,
    `tiny`,
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
    `local_at`,
    `zoned_at`,
    `maybe_at`,
    `ref`,
    `body`,
    `state`,
    `words`,
    `__deleted`,
    `$rowtime` AS `__rowtime`,
    ROW_NUMBER() OVER (PARTITION BY `id` ORDER BY `$rowtime` DESC) AS `__row`
  FROM `types.bank.public.movements`
)
WHERE `__row` = 1;
