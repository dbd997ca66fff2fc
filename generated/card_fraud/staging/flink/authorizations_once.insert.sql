-- transform `authorizations_once` in scoring.weir
INSERT INTO `fraud.authorizations_once`
SELECT
  `card_id`,
  `auth_id`,
  `pan`,
  `amount`,
  `currency`,
  `entry`,
  `approved`,
  `merchant`,
  `terminal_id`,
  `authorized_at`
FROM (
  SELECT
    `card_id`,
    `auth_id`,
    `pan`,
    `amount`,
    `currency`,
    `entry`,
    `approved`,
    `merchant`,
    `client`,
    `terminal_id`,
    `authorized_at`,
    ROW_NUMBER() OVER (PARTITION BY `auth_id` ORDER BY `authorized_at`) AS `copy`
  FROM `fraud.authorizations` AS `authorizations`
)
WHERE `copy` = 1;
