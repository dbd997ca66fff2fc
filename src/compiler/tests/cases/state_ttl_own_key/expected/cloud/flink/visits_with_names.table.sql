-- transform `visits_with_names` in state_ttl_own_key.weir
CREATE TABLE IF NOT EXISTS `state_ttl_own_key.visits_with_names` (
  `visit_id` BIGINT NOT NULL,
  `visited_at` TIMESTAMP_LTZ(3) NOT NULL,
  `customer_id` INT NOT NULL,
  `name` STRING NOT NULL,
  PRIMARY KEY (`visit_id`) NOT ENFORCED,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '10' SECOND
)
COMMENT 'Visits leave the join after a week; customers, joined on their own key, stay as long as they are there.'
DISTRIBUTED BY HASH(`visit_id`) INTO 6 BUCKETS
WITH (
  'changelog.mode' = 'upsert',
  'kafka.cleanup-policy' = 'compact',
  'key.format' = 'avro-registry',
  'value.format' = 'avro-registry',
  'value.fields-include' = 'all'
);
