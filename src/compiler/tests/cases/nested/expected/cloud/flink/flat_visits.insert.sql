-- transform `flat_visits` in nested.weir
INSERT INTO `nested.flat_visits`
SELECT
  `visit_id`,
  `v`.`device`.`os`,
  `v`.`device`.`size`.`width`,
  `labels`['source'] AS `came_from`,
  `counts`['click'] AS `clicks`,
  `pages`[1] AS `entered_by`,
  CARDINALITY(`pages`) AS `depth`,
  ARRAY[`v`.`device`.`os`, `labels`['source']] AS `keys`,
  MAP['os', `v`.`device`.`os`] AS `as_map`,
  CAST(ROW(`v`.`device`.`os`, CARDINALITY(`pages`)) AS ROW<`os` STRING, `depth` INT>) AS `shape`,
  `begun_at`
FROM `nested.visits` AS `v`;
