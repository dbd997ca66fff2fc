-- table `shop.audit.notes` in append_changelog.weir
CREATE VIEW IF NOT EXISTS `append_changelog.shop.audit.notes` AS
SELECT
  `id`,
  `note`,
  `__deleted`,
  `$rowtime`
FROM `append_changelog.shop.audit.notes__kafka`;
