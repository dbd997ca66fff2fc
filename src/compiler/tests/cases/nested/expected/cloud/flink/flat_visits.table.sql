-- transform `flat_visits` in nested.weir
CREATE TABLE IF NOT EXISTS `nested.flat_visits` (
  `visit_id` BIGINT NOT NULL,
  `os` STRING NOT NULL,
  `width` INT,
  `came_from` STRING,
  `clicks` BIGINT,
  `entered_by` STRING,
  `depth` INT NOT NULL,
  `keys` ARRAY<STRING> NOT NULL,
  `as_map` MAP<STRING NOT NULL, STRING NOT NULL> NOT NULL,
  `shape` ROW<`os` STRING, `depth` INT> NOT NULL,
  `begun_at` TIMESTAMP_LTZ(3) NOT NULL,
  WATERMARK FOR `begun_at` AS `begun_at` - INTERVAL '10' SECOND
)
COMMENT 'Parts of rows, maps and arrays, and new ones made of them.'
DISTRIBUTED INTO 6 BUCKETS
WITH (
  'changelog.mode' = 'append',
  'kafka.cleanup-policy' = 'delete',
  'value.format' = 'avro-registry'
);
