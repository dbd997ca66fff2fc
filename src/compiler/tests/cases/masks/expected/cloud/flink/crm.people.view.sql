-- table `crm.people` in masks.weir
CREATE VIEW IF NOT EXISTS `masks.crm.public.people__current` AS
SELECT
  `id`,
  `name`,
  CAST(SHA256(CONCAT('@{secret:salt}', CAST(`email` AS STRING))) AS STRING) AS `email`,
  CAST(CASE WHEN CHAR_LENGTH(CAST(`phone` AS STRING)) > 4 THEN CONCAT(REPEAT('*', CHAR_LENGTH(CAST(`phone` AS STRING)) - 4), RIGHT(CAST(`phone` AS STRING), 4)) ELSE REPEAT('*', CHAR_LENGTH(CAST(`phone` AS STRING))) END AS STRING) AS `phone`,
  CAST(LEFT(CAST(`street` AS STRING), 3) AS STRING) AS `street`,
  CAST(NULL AS DATE) AS `birthday`,
  `points`,
  `__deleted`,
  `__rowtime`
FROM (
  SELECT
    `id`,
    `name`,
    `email`,
    `phone`,
    `street`,
    `birthday`,
    `points`,
    `__deleted`,
    `$rowtime` AS `__rowtime`,
    ROW_NUMBER() OVER (PARTITION BY `id` ORDER BY `$rowtime` DESC) AS `__row`
  FROM `masks.crm.public.people`
)
WHERE `__row` = 1;
