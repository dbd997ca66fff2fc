-- transform `pages` in distinct.weir
INSERT INTO `distinct.pages__kafka`
SELECT DISTINCT
  `page`,
  `user_id`
FROM `distinct.clicks` AS `clicks`;
