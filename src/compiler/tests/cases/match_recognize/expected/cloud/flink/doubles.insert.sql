-- transform `doubles` in match_recognize.weir
INSERT INTO `match_recognize.doubles`
SELECT
  `symbol`,
  `second_volume`,
  COUNT(*) AS `pairs`
FROM (
  SELECT
    `symbol`,
    `volume`,
    `at` AS `$rowtime`
  FROM `match_recognize.ticks` AS `ticks`
  WHERE `volume` > 100
) MATCH_RECOGNIZE (
  PARTITION BY `symbol`
  ORDER BY `$rowtime`
  MEASURES `B`.`volume` AS `second_volume`
  ONE ROW PER MATCH
  AFTER MATCH SKIP TO NEXT ROW
  PATTERN (`A` `B`) WITHIN INTERVAL '1' DAY
  DEFINE `A` AS TRUE
)
GROUP BY `symbol`, `second_volume`;
