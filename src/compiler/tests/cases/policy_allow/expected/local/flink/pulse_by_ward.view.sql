-- transform `pulse_by_ward` in policy_allow.weir
CREATE VIEW IF NOT EXISTS `policy_allow.pulse_by_ward` AS
SELECT
  `ward`,
  `mean_pulse`,
  `patients`,
  `$rowtime`
FROM `policy_allow.pulse_by_ward__kafka`;
