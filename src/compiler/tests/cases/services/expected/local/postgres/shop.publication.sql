-- source `shop` in services.weir
DO $weir$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_publication WHERE pubname = 'weir_services_local_shop') THEN
    CREATE PUBLICATION "weir_services_local_shop";
  END IF;
END
$weir$;
ALTER PUBLICATION "weir_services_local_shop" SET TABLE "public"."customers", "public"."orders";
