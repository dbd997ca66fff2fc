-- transform `audit_trail` in append_changelog.weir
INSERT INTO `append_changelog.audit_trail__kafka`
SELECT
  'event' AS `kind`,
  `id`,
  `what` AS `about`
FROM `append_changelog.shop.audit.events` AS `events`
UNION ALL
SELECT
  'note' AS `kind`,
  `id`,
  `note` AS `about`
FROM (
  SELECT `id`, `note`, `$rowtime`
  FROM `append_changelog.shop.audit.notes`
  WHERE `__deleted` = 'false'
) AS `notes`;
