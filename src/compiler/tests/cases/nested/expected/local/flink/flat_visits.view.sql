-- transform `flat_visits` in nested.weir
CREATE VIEW IF NOT EXISTS `nested.flat_visits` AS
SELECT
  `visit_id`,
  `os`,
  `width`,
  `came_from`,
  `clicks`,
  `entered_by`,
  `depth`,
  `keys`,
  `as_map`,
  `shape`,
  `begun_at__ltz` AS `begun_at`,
  `$rowtime`
FROM `nested.flat_visits__kafka`;
