-- table `shop.audit.events` in append_changelog.weir
CREATE VIEW IF NOT EXISTS `append_changelog.shop.audit.events__current` AS
SELECT
  `id`,
  `what`,
  TRY_CAST(REPLACE(REPLACE(`done_at`, 'T', ' '), 'Z', '') AS TIMESTAMP_LTZ(3)) AS `done_at`,
  `__deleted`,
  `$rowtime` AS `__rowtime`
FROM `append_changelog.shop.audit.events`;
