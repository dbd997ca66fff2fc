-- transform `pulse_by_ward` in policy_allow.weir
INSERT INTO `policy_allow.pulse_by_ward__kafka`
SELECT
  `ward`,
  AVG(CAST(`pulse` AS DOUBLE)) AS `mean_pulse`,
  COUNT(DISTINCT `patient`) AS `patients`
FROM `policy_allow.measurements` AS `measurements`
GROUP BY `ward`
HAVING COUNT(DISTINCT `patient`) >= 10;
