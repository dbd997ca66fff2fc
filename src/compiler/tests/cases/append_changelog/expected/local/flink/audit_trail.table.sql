-- transform `audit_trail` in append_changelog.weir
CREATE TABLE IF NOT EXISTS `append_changelog.audit_trail__kafka` (
  `kind` STRING NOT NULL,
  `id` BIGINT NOT NULL,
  `about` STRING,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '10' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'append_changelog.audit_trail',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'append_changelog.local.audit_trail',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'append_changelog.audit_trail-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"audit_trail","namespace":"append_changelog","fields":[{"name":"kind","type":"string"},{"name":"id","type":"long"},{"name":"about","type":["null","string"],"default":null}]}',
  'value.fields-include' = 'ALL'
);
