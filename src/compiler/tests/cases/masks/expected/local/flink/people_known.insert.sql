-- transform `people_known` in masks.weir
INSERT INTO `masks.people_known__kafka`
SELECT
  `id`,
  `name`,
  `email`,
  `phone`,
  `street`,
  `birthday`,
  `points`
FROM (
  SELECT `id`, `name`, `email`, `phone`, `street`, `birthday`, `points`, `$rowtime`
  FROM `masks.crm.public.people`
  WHERE `__deleted` = 'false'
) AS `people`;
