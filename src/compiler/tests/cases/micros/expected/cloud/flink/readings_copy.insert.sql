-- transform `readings_copy` in micros.weir
INSERT INTO `micros.readings_copy`
SELECT
  `id`,
  `plain`,
  `ltz`,
  `taken`
FROM `micros.readings` AS `readings`;
