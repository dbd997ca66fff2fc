-- source `shop` in online_retailer.weir
DO $weir$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_publication WHERE pubname = 'weir_online_retailer_local_shop') THEN
    CREATE PUBLICATION "weir_online_retailer_local_shop";
  END IF;
END
$weir$;
ALTER PUBLICATION "weir_online_retailer_local_shop" SET TABLE "public"."products", "public"."customers", "public"."orders", "public"."order_items";
