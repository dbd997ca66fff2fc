-- transform `cards_used` in deterministic_encryption.weir
INSERT INTO `deterministic_encryption.cards_used__kafka`
SELECT
  `card`,
  COUNT(*) AS `times`
FROM `deterministic_encryption.payments` AS `payments`
GROUP BY `card`;
