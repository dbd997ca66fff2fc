-- topic `visits` in nested.weir
CREATE VIEW IF NOT EXISTS `nested.visits` AS
SELECT
  `visit_id`,
  `device`,
  `labels`,
  `counts`,
  `pages`,
  `begun_at__ltz` AS `begun_at`,
  `$rowtime`
FROM `nested.visits__kafka`;
