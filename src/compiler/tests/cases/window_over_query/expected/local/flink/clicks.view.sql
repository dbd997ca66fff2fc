-- topic `clicks` in window_over_query.weir
CREATE VIEW IF NOT EXISTS `window_over_query.clicks` AS
SELECT
  `user_id`,
  `page`,
  `millis`,
  `clicked_at__ltz` AS `clicked_at`,
  `$rowtime`
FROM `window_over_query.clicks__kafka`;
