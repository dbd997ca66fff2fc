-- topic `clicks` in session.weir
CREATE VIEW IF NOT EXISTS `session.clicks` AS
SELECT
  `user_id`,
  `page`,
  `millis`,
  `clicked_at__ltz` AS `clicked_at`,
  `$rowtime`
FROM `session.clicks__kafka`;
