-- transform `pulses` in policy_allow.weir
INSERT INTO `policy_allow.pulses__kafka`
SELECT
  `patient`,
  `pulse`,
  `ward`,
  CAST(`seen_at` AS TIMESTAMP(3)) AS `seen_at`
FROM (
  SELECT
    `patient`,
    `pulse`,
    `ward`,
    `seen_at`
  FROM `policy_allow.measurements` AS `measurements`
);
