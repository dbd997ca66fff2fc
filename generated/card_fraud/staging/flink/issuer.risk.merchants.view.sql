-- table `issuer.risk.merchants` in issuer.weir
CREATE VIEW IF NOT EXISTS `fraud.issuer.risk.merchants__current` AS
SELECT
  `merchant_id`,
  `trade_name`,
  `mcc`,
  `country`,
  `risk_level`,
  `watched`,
  `__deleted`,
  `__rowtime`
FROM (
  SELECT
    `merchant_id`,
    `trade_name`,
    `mcc`,
    `country`,
    `risk_level`,
    `watched`,
    `__deleted`,
    `$rowtime` AS `__rowtime`,
    ROW_NUMBER() OVER (PARTITION BY `merchant_id` ORDER BY `$rowtime` DESC) AS `__row`
  FROM `fraud.issuer.risk.merchants`
)
WHERE `__row` = 1;
