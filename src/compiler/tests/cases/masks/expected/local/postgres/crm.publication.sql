-- source `crm` in masks.weir
DO $weir$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_publication WHERE pubname = 'weir_masks_local_crm') THEN
    CREATE PUBLICATION "weir_masks_local_crm";
  END IF;
END
$weir$;
ALTER PUBLICATION "weir_masks_local_crm" SET TABLE "public"."people";
