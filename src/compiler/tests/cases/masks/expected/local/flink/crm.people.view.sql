-- table `crm.people` in masks.weir
CREATE VIEW IF NOT EXISTS `masks.crm.public.people` AS
SELECT
  `id`,
  `name`,
  CAST(SHA256(CONCAT('@{secret:salt}', CAST(`email` AS STRING))) AS STRING) AS `email`,
  CAST(CASE WHEN CHAR_LENGTH(CAST(`phone` AS STRING)) > 4 THEN CONCAT(REPEAT('*', CHAR_LENGTH(CAST(`phone` AS STRING)) - 4), RIGHT(CAST(`phone` AS STRING), 4)) ELSE REPEAT('*', CHAR_LENGTH(CAST(`phone` AS STRING))) END AS STRING) AS `phone`,
  `street`,
  CAST(NULL AS DATE) AS `birthday`,
  `points`,
  `__deleted`,
  `$rowtime`
FROM `masks.crm.public.people__kafka`;
