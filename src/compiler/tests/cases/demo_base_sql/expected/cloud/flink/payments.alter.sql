-- topic `payments` in demo_base_sql.weir
ALTER TABLE `payments` MODIFY WATERMARK FOR `ts` AS `ts` - INTERVAL '5' SECOND;
