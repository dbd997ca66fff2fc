-- transform `movement_sums` in types.weir
INSERT INTO `types.movement_sums`
SELECT
  `id`,
  `exact` * `small` AS `product`,
  `exact` / 3 AS `third`,
  `small` + 1 AS `more`,
  ROUND(`exact`, 2) AS `cents`,
  `zoned_at`,
  `maybe_at`,
  `local_at` + INTERVAL '1' DAY AS `tomorrow`,
  FLOOR(`local_at` TO HOUR) AS `full_hour`,
  EXTRACT(YEAR FROM `day`) AS `the_year`,
  CAST(`local_at` AS DATE) AS `the_day`,
  `state`,
  `words`[1] AS `word`
FROM (
  SELECT `id`, `tiny`, `exact`, `small`, `ratio`, `measure`, `ok`, `name`, `code`, `label`, `raw`, `day`, `at_time`, `local_at`, `zoned_at`, `maybe_at`, `ref`, `body`, `state`, `words`, `__rowtime`
  FROM `types.bank.public.movements__current`
  WHERE `__deleted` = 'false'
) AS `movements`;
