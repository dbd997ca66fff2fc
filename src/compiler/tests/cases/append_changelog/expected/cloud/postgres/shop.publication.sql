-- source `shop` in append_changelog.weir
DO $weir$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_publication WHERE pubname = 'weir_append_changelog_cloud_shop') THEN
    CREATE PUBLICATION "weir_append_changelog_cloud_shop";
  END IF;
END
$weir$;
ALTER PUBLICATION "weir_append_changelog_cloud_shop" SET TABLE "audit"."events", "audit"."notes";
