-- transform `people_by_mail` in masks.weir
INSERT INTO `masks.people_by_mail__kafka`
SELECT
  `email`,
  COUNT(*) AS `entries`
FROM (
  SELECT `id`, `name`, `email`, `phone`, `street`, `birthday`, `points`, `$rowtime`
  FROM `masks.crm.public.people`
  WHERE `__deleted` = 'false'
) AS `people`
GROUP BY `email`;
