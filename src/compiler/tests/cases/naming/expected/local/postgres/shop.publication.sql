-- source `shop` in naming.weir
DO $weir$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_publication WHERE pubname = 'growth_naming_local_shop_pub') THEN
    CREATE PUBLICATION "growth_naming_local_shop_pub";
  END IF;
END
$weir$;
ALTER PUBLICATION "growth_naming_local_shop_pub" SET TABLE "public"."customers", "public"."orders";
