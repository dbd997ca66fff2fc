-- source `shop` in retailer_insights.weir
DO $weir$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_publication WHERE pubname = 'weir_retailer_insights_local_shop') THEN
    CREATE PUBLICATION "weir_retailer_insights_local_shop";
  END IF;
END
$weir$;
ALTER PUBLICATION "weir_retailer_insights_local_shop" SET TABLE "public"."products", "public"."addresses", "public"."customers", "public"."orders", "public"."order_items";
