-- transform `flat_visits` in nested.weir
INSERT INTO `nested.flat_visits__kafka`
SELECT
  `visit_id`,
  `os`,
  `width`,
  `came_from`,
  `clicks`,
  `entered_by`,
  `depth`,
  `keys`,
  `as_map`,
  `shape`,
  CAST(`begun_at` AS TIMESTAMP(3)) AS `begun_at`
FROM (
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
  FROM `nested.visits` AS `v`
);
