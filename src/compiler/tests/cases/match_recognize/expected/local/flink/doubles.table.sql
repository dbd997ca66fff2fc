-- transform `doubles` in match_recognize.weir
CREATE TABLE IF NOT EXISTS `match_recognize.doubles__kafka` (
  `symbol` STRING NOT NULL,
  `second_volume` INT NOT NULL,
  `pairs` BIGINT NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '10' SECOND,
  PRIMARY KEY (`symbol`, `second_volume`) NOT ENFORCED
) COMMENT 'Two large ticks, one right after the other.' WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'match_recognize.doubles',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'match_recognize.local.doubles',
  'key.format' = 'avro-confluent',
  'key.avro-confluent.url' = 'http://registry:8081',
  'key.avro-confluent.subject' = 'match_recognize.doubles-key',
  'key.avro-confluent.schema' = '{"type":"record","name":"doubles_key","namespace":"match_recognize","fields":[{"name":"symbol","type":"string"},{"name":"second_volume","type":"int"}]}',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'match_recognize.doubles-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"doubles","namespace":"match_recognize","doc":"Two large ticks, one right after the other.","fields":[{"name":"symbol","type":"string"},{"name":"second_volume","type":"int"},{"name":"pairs","type":"long"}]}',
  'value.fields-include' = 'ALL'
);
