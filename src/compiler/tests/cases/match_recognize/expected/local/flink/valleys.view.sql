-- transform `valleys` in match_recognize.weir
CREATE VIEW IF NOT EXISTS `match_recognize.valleys` AS
SELECT
  `symbol`,
  `first_price`,
  `lowest`,
  `desk`,
  `steps`,
  `seen_at__ltz` AS `seen_at`,
  `$rowtime`
FROM `match_recognize.valleys__kafka`;
