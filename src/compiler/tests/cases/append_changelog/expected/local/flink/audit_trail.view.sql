-- transform `audit_trail` in append_changelog.weir
CREATE VIEW IF NOT EXISTS `append_changelog.audit_trail` AS
SELECT
  `kind`,
  `id`,
  `about`,
  `$rowtime`
FROM `append_changelog.audit_trail__kafka`;
