-- transform `visits` in session.weir
CREATE VIEW IF NOT EXISTS `session.visits` AS
SELECT
  `user_id`,
  `began`,
  `ended`,
  `pages`,
  `a_page`,
  `$rowtime`
FROM `session.visits__kafka`;
