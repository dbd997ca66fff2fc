-- transform `cards_used` in deterministic_encryption.weir
CREATE VIEW IF NOT EXISTS `deterministic_encryption.cards_used` AS
SELECT
  `card`,
  `times`,
  `$rowtime`
FROM `deterministic_encryption.cards_used__kafka`;
