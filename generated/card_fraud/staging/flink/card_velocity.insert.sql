-- transform `card_velocity` in scoring.weir
INSERT INTO `fraud.card_velocity`
SELECT
  `window_start`,
  `window_end`,
  `pan`,
  COUNT(*) AS `uses`,
  COUNT(DISTINCT `merchant`.`country`) AS `countries`,
  COUNT(*) FILTER (WHERE NOT `approved`) AS `declined`,
  CAST(SUM(`amount`) AS DECIMAL(16, 2)) AS `spent`
FROM TABLE(
  HOP(TABLE `fraud.authorizations_once`, DESCRIPTOR(`authorized_at`), INTERVAL '1' MINUTE, INTERVAL '10' MINUTE)
)
GROUP BY `window_start`, `window_end`, `pan`;
