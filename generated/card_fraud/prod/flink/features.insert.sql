-- transform `features` in scoring.weir
INSERT INTO `fraud.features`
SELECT
  `a`.`auth_id`,
  `a`.`card_id`,
  `a`.`pan`,
  `a`.`amount`,
  `a`.`currency`,
  `a`.`entry`,
  `a`.`approved`,
  `c`.`customer_id`,
  `c`.`status` AS `card_status`,
  `c`.`day_limit`,
  `c`.`country` <> `a`.`merchant`.`country` AS `abroad`,
  CASE WHEN `m`.`__deleted` = 'false' THEN `m`.`mcc` END AS `mcc`,
  COALESCE(CASE WHEN `m`.`__deleted` = 'false' THEN `m`.`risk_level` END, CAST(50 AS SMALLINT)) AS `merchant_risk`,
  COALESCE(CASE WHEN `m`.`__deleted` = 'false' THEN `m`.`watched` END, FALSE) AS `merchant_watched`,
  `t`.`kind` AS `terminal_said`,
  `a`.`authorized_at`
FROM `fraud.authorizations_once` AS `a`
JOIN `fraud.issuer.core.cards__current` FOR SYSTEM_TIME AS OF `a`.`authorized_at` AS `c` ON `a`.`card_id` = `c`.`card_id`
LEFT JOIN `fraud.issuer.risk.merchants__current` FOR SYSTEM_TIME AS OF `a`.`authorized_at` AS `m` ON `a`.`merchant`.`id` = `m`.`merchant_id`
LEFT JOIN `fraud.terminals` FOR SYSTEM_TIME AS OF `a`.`authorized_at` AS `t` ON `a`.`terminal_id` = `t`.`terminal_id`
WHERE `c`.`__deleted` = 'false';
