-- source `shop` in provision_rds.weir
CREATE TABLE IF NOT EXISTS "public"."weir_marker" (
  "pipeline" text NOT NULL,
  "environment" text NOT NULL,
  "source" text NOT NULL,
  PRIMARY KEY ("pipeline", "environment", "source")
);
INSERT INTO "public"."weir_marker" VALUES ('provision_rds', 'cloud', 'shop') ON CONFLICT DO NOTHING;
