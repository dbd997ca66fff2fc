-- transform `payments_copy` in deterministic_encryption.weir
INSERT INTO `deterministic_encryption.payments_copy`
SELECT
  `payment_id`,
  `card`,
  `holder`,
  COALESCE(`holder`, `holder`) AS `again`,
  `paid_at`
FROM `deterministic_encryption.payments` AS `payments`
WHERE `holder` IS NOT NULL;
