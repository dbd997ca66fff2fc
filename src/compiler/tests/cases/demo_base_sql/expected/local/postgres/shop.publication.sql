-- source `shop` in demo_base_sql.weir
DO $weir$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_publication WHERE pubname = 'weir_demo_base_sql_local_shop') THEN
    CREATE PUBLICATION "weir_demo_base_sql_local_shop";
  END IF;
END
$weir$;
ALTER PUBLICATION "weir_demo_base_sql_local_shop" SET TABLE "public"."products", "public"."customers", "public"."orders", "public"."order_items";
