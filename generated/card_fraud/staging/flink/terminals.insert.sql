-- transform `terminals` in scoring.weir
INSERT INTO `fraud.terminals`
SELECT
  `terminal_id`,
  `kind`,
  `firmware`,
  `place`.`city`,
  `place`.`country`,
  `reported_at`
FROM (
  SELECT
    `terminal_id`,
    `kind`,
    `firmware`,
    `place`,
    `reported_at`,
    ROW_NUMBER() OVER (PARTITION BY `terminal_id` ORDER BY `reported_at` DESC) AS `age`
  FROM `terminal.events` AS `terminal_events`
)
WHERE `age` = 1;
