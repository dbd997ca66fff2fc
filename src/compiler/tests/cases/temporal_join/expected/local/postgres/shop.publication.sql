-- source `shop` in temporal_join.weir
DO $weir$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_publication WHERE pubname = 'weir_temporal_join_local_shop') THEN
    CREATE PUBLICATION "weir_temporal_join_local_shop";
  END IF;
END
$weir$;
ALTER PUBLICATION "weir_temporal_join_local_shop" SET TABLE "public"."customers", "public"."orders";
