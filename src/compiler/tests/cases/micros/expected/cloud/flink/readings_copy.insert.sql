-- transform `readings_copy` in micros.weir
INSERT INTO `micros.readings_copy`
SELECT
  `id`,
  `plain`,
  `ltz`,
  `clock`,
  `taken`
FROM `micros.readings` AS `readings`;
