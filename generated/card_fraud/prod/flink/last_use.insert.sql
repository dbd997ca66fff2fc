-- transform `last_use` in scoring.weir
INSERT INTO `fraud.last_use`
SELECT
  `card_id`,
  `auth_id`,
  `merchant`.`country`,
  `merchant`.`mcc`,
  `amount`,
  `currency`,
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
    `terminal_id`,
    `authorized_at`,
    ROW_NUMBER() OVER (PARTITION BY `card_id` ORDER BY `authorized_at` DESC) AS `age`
  FROM `fraud.authorizations_once` AS `authorizations_once`
)
WHERE `age` = 1;
