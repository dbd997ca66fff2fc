-- topic `clicks` in top_n.weir
CREATE VIEW IF NOT EXISTS `top_n.clicks` AS
SELECT
  `user_id`,
  `page`,
  `millis`,
  `clicked_at__ltz` AS `clicked_at`,
  `$rowtime`
FROM `top_n.clicks__kafka`;
