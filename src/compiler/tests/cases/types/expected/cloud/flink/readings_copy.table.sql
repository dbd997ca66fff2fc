-- transform `readings_copy` in types.weir
CREATE TABLE IF NOT EXISTS `types.readings_copy` (
  `id` STRING NOT NULL,
  `t` TINYINT NOT NULL,
  `s` SMALLINT NOT NULL,
  `i` INT NOT NULL,
  `l` BIGINT NOT NULL,
  `f` FLOAT NOT NULL,
  `d` DOUBLE NOT NULL,
  `b` BOOLEAN NOT NULL,
  `dec` DECIMAL(20, 4) NOT NULL,
  `txt` STRING NOT NULL,
  `vc` STRING NOT NULL,
  `c` STRING NOT NULL,
  `bin` BYTES NOT NULL,
  `fix` BINARY(16) NOT NULL,
  `day` DATE NOT NULL,
  `loc3` TIMESTAMP(3) NOT NULL,
  `doc` STRING NOT NULL,
  `kind` STRING NOT NULL,
  `taken` TIMESTAMP_LTZ(3) NOT NULL,
  WATERMARK FOR `taken` AS `taken` - INTERVAL '10' SECOND
)
COMMENT 'Every type on its way through a query.'
DISTRIBUTED INTO 6 BUCKETS
WITH (
  'changelog.mode' = 'append',
  'kafka.cleanup-policy' = 'delete',
  'value.format' = 'avro-registry'
);
