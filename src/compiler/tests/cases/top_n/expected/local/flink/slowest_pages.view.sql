-- transform `slowest_pages` in top_n.weir
CREATE VIEW IF NOT EXISTS `top_n.slowest_pages` AS
SELECT
  `page`,
  `place`,
  `user_id`,
  `millis`,
  `$rowtime`
FROM `top_n.slowest_pages__kafka`;
