-- transform `pages_by_minute` in tumble.weir
CREATE VIEW IF NOT EXISTS `tumble.pages_by_minute` AS
SELECT
  `window_start`,
  `window_end`,
  `page`,
  `visits`,
  `total_millis`,
  CAST(`last_at` AS TIMESTAMP_LTZ(3)) AS `last_at`,
  `$rowtime`
FROM `tumble.pages_by_minute__kafka`;
