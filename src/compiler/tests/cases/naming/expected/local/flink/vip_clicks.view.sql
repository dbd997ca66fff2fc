-- transform `vip_clicks` in naming.weir
CREATE VIEW IF NOT EXISTS `growth.vip_clicks.v2` AS
SELECT
  `user_id`,
  `page`,
  `clicked_at__ltz` AS `clicked_at`,
  `$rowtime`
FROM `growth.vip_clicks.v2__kafka`;
