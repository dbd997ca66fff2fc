-- source `shop` in regular_join.weir
DO $weir$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_publication WHERE pubname = 'weir_regular_join_local_shop') THEN
    CREATE PUBLICATION "weir_regular_join_local_shop";
  END IF;
END
$weir$;
ALTER PUBLICATION "weir_regular_join_local_shop" SET TABLE "public"."customers", "public"."orders";
