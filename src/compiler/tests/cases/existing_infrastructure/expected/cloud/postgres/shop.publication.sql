-- source `shop` in existing_infrastructure.weir
DO $weir$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_publication WHERE pubname = 'weir_existing_infrastructure_cloud_shop') THEN
    CREATE PUBLICATION "weir_existing_infrastructure_cloud_shop";
  END IF;
END
$weir$;
ALTER PUBLICATION "weir_existing_infrastructure_cloud_shop" SET TABLE "public"."customers", "public"."orders";
