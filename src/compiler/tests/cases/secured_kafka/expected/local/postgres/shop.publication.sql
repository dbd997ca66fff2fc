-- source `shop` in secured_kafka.weir
DO $weir$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_publication WHERE pubname = 'weir_secured_kafka_local_shop') THEN
    CREATE PUBLICATION "weir_secured_kafka_local_shop";
  END IF;
END
$weir$;
ALTER PUBLICATION "weir_secured_kafka_local_shop" SET TABLE "public"."customers", "public"."orders";
