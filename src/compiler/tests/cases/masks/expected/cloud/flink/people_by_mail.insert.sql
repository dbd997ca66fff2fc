-- transform `people_by_mail` in masks.weir
INSERT INTO `masks.people_by_mail`
SELECT
  `email`,
  COUNT(*) AS `entries`
FROM (
  SELECT `id`, `name`, `email`, `phone`, `street`, `birthday`, `points`, `__rowtime`
  FROM `masks.crm.public.people__current`
  WHERE `__deleted` = 'false'
) AS `people`
GROUP BY `email`;
