-- source `shop` in group_by_retraction.weir
DO $weir$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_publication WHERE pubname = 'weir_group_by_retraction_cloud_shop') THEN
    CREATE PUBLICATION "weir_group_by_retraction_cloud_shop";
  END IF;
END
$weir$;
ALTER PUBLICATION "weir_group_by_retraction_cloud_shop" SET TABLE "public"."customers", "public"."orders";
