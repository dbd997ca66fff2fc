-- transform `alerts` in scoring.weir
INSERT INTO `fraud.alerts`
SELECT
  `s`.`auth_id`,
  `s`.`card_id`,
  `s`.`score`,
  `s`.`reasons`,
  CAST(`f`.`amount` AS STRING) AS `amount`,
  `f`.`currency`,
  `f`.`entry`,
  `f`.`terminal_said`,
  `p`.`full_name`,
  `p`.`phone`,
  `s`.`scored_at`
FROM `fraud.scores` AS `s`
JOIN `fraud.features` AS `f` ON `s`.`auth_id` = `f`.`auth_id` AND `f`.`authorized_at` BETWEEN `s`.`scored_at` - INTERVAL '5' MINUTE AND `s`.`scored_at`
JOIN `fraud.issuer.core.customers__current` FOR SYSTEM_TIME AS OF `s`.`scored_at` AS `p` ON `f`.`customer_id` = `p`.`customer_id`
WHERE (`s`.`score` >= 0.9) AND `p`.`__deleted` = 'false';
