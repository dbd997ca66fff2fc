-- transform `users_by_hour` in hop.weir
CREATE VIEW IF NOT EXISTS `hop.users_by_hour` AS
SELECT
  `window_start`,
  `window_end`,
  `users`,
  `mean_millis`,
  `$rowtime`
FROM `hop.users_by_hour__kafka`;
