-- transform `best_of_hour` in cumulate.weir
CREATE VIEW IF NOT EXISTS `cumulate.best_of_hour` AS
SELECT
  `window_start`,
  `window_end`,
  `most`,
  `$rowtime`
FROM `cumulate.best_of_hour__kafka`;
