-- transform `visits` in window_over_query.weir
CREATE VIEW IF NOT EXISTS `window_over_query.visits` AS
SELECT
  `user_id`,
  `window_start`,
  `window_end`,
  `clicks`,
  `$rowtime`
FROM `window_over_query.visits__kafka`;
