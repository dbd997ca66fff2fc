-- source `bank` in types.weir
DO $weir$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_publication WHERE pubname = 'weir_types_cloud_bank') THEN
    CREATE PUBLICATION "weir_types_cloud_bank";
  END IF;
END
$weir$;
ALTER PUBLICATION "weir_types_cloud_bank" SET TABLE "public"."movements";
