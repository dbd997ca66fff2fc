-- transform `people_by_mail` in masks.weir
CREATE VIEW IF NOT EXISTS `masks.people_by_mail` AS
SELECT
  `email`,
  `entries`,
  `$rowtime`
FROM `masks.people_by_mail__kafka`;
