-- topic `payments` in deterministic_encryption.weir
CREATE VIEW IF NOT EXISTS `deterministic_encryption.payments` AS
SELECT
  `payment_id`,
  `card`,
  `holder`,
  `amount`,
  `paid_at__ltz` AS `paid_at`,
  `$rowtime`
FROM `deterministic_encryption.payments__kafka`;
