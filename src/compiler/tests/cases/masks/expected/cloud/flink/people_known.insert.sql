-- transform `people_known` in masks.weir
INSERT INTO `masks.people_known`
SELECT
  `id`,
  `name`,
  `email`,
  `phone`,
  `street`,
  `birthday`,
  `points`
FROM (
  SELECT `id`, `name`, `email`, `phone`, `street`, `birthday`, `points`, `__rowtime`
  FROM `masks.crm.public.people__current`
  WHERE `__deleted` = 'false'
) AS `people`;
