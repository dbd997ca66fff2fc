-- transform `people_known` in masks.weir
CREATE VIEW IF NOT EXISTS `masks.people_known` AS
SELECT
  `id`,
  `name`,
  `email`,
  `phone`,
  `street`,
  `birthday`,
  `points`,
  `$rowtime`
FROM `masks.people_known__kafka`;
