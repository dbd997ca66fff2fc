-- transform `visits` in session.weir
INSERT INTO `session.visits__kafka`
SELECT
  `user_id`,
  `window_start` AS `began`,
  `window_end` AS `ended`,
  COUNT(*) AS `pages`,
  MIN(`page`) AS `a_page`
FROM TABLE(
  SESSION(TABLE `session.clicks` PARTITION BY `user_id`, DESCRIPTOR(`clicked_at`), INTERVAL '30' MINUTE)
)
GROUP BY `user_id`, `window_start`, `window_end`;
