-- transform `slow_by_minute` in window_over_query.weir
CREATE VIEW IF NOT EXISTS `window_over_query.slow_by_minute` AS
SELECT
  `window_start`,
  `window_end`,
  `clicks`,
  `$rowtime`
FROM `window_over_query.slow_by_minute__kafka`;
