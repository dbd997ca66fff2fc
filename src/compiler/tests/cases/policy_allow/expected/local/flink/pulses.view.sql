-- transform `pulses` in policy_allow.weir
CREATE VIEW IF NOT EXISTS `policy_allow.pulses` AS
SELECT
  `patient`,
  `pulse`,
  `ward`,
  `seen_at__ltz` AS `seen_at`,
  `$rowtime`
FROM `policy_allow.pulses__kafka`;
