-- source `shop` in sink_snowflake.weir
DO $weir$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_publication WHERE pubname = 'weir_sink_snowflake_local_shop') THEN
    CREATE PUBLICATION "weir_sink_snowflake_local_shop";
  END IF;
END
$weir$;
ALTER PUBLICATION "weir_sink_snowflake_local_shop" SET TABLE "public"."customers", "public"."orders";
