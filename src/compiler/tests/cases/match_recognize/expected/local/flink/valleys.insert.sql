-- transform `valleys` in match_recognize.weir
INSERT INTO `match_recognize.valleys__kafka`
SELECT
  `symbol`,
  `first_price`,
  `lowest`,
  `desk`,
  `steps`,
  CAST(`seen_at` AS TIMESTAMP(3)) AS `seen_at`
FROM (
  SELECT
    `v`.`symbol`,
    `v`.`first_price`,
    `v`.`lowest`,
    `v`.`desk`,
    `v`.`steps`,
    `v`.`seen_at`
  FROM `match_recognize.ticks` MATCH_RECOGNIZE (
    PARTITION BY `symbol`
    ORDER BY `at`
    MEASURES `A`.`price` AS `first_price`, MIN(`DOWN`.`price`) AS `lowest`, (LAST(`DOWN`.`place`, 0)).`desk` AS `desk`, COUNT(*) AS `steps`, MATCH_ROWTIME(`at`) AS `seen_at`
    ONE ROW PER MATCH
    AFTER MATCH SKIP TO LAST `UP`
    PATTERN (`A` `DOWN`{2,} `UP`+?) WITHIN INTERVAL '100' MINUTE(3)
    DEFINE `DOWN` AS `DOWN`.`price` < `A`.`price` AND (LAST(`DOWN`.`price`, 1) IS NULL OR `DOWN`.`price` < LAST(`DOWN`.`price`, 1)), `UP` AS `UP`.`price` > LAST(`DOWN`.`price`, 0) AND SUM(`volume`) > 10
  ) AS `v`
);
