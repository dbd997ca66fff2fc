-- source `shop` in state_ttl_own_key.weir
DO $weir$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_publication WHERE pubname = 'weir_state_ttl_own_key_cloud_shop') THEN
    CREATE PUBLICATION "weir_state_ttl_own_key_cloud_shop";
  END IF;
END
$weir$;
ALTER PUBLICATION "weir_state_ttl_own_key_cloud_shop" SET TABLE "public"."customers";
