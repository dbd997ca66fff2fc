-- transform `pages` in distinct.weir
CREATE VIEW IF NOT EXISTS `distinct.pages` AS
SELECT
  `page`,
  `user_id`,
  `$rowtime`
FROM `distinct.pages__kafka`;
