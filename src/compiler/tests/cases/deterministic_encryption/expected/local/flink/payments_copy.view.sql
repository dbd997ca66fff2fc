-- transform `payments_copy` in deterministic_encryption.weir
CREATE VIEW IF NOT EXISTS `deterministic_encryption.payments_copy` AS
SELECT
  `payment_id`,
  `card`,
  `holder`,
  `again`,
  `paid_at__ltz` AS `paid_at`,
  `$rowtime`
FROM `deterministic_encryption.payments_copy__kafka`;
