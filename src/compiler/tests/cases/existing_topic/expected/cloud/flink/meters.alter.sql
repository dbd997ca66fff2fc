-- topic `meters` in existing_topic.weir
ALTER TABLE `existing_topic.meters` MODIFY WATERMARK FOR `read_at` AS `read_at` - INTERVAL '5' SECOND;
