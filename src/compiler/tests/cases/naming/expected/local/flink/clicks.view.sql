-- topic `clicks` in naming.weir
CREATE VIEW IF NOT EXISTS `growth.clicks.v1` AS
SELECT
  `user_id`,
  `page`,
  `millis`,
  `clicked_at__ltz` AS `clicked_at`,
  `$rowtime`
FROM `growth.clicks.v1__kafka`;
