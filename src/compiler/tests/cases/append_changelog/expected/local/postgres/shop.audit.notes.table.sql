-- table `shop.audit.notes` in append_changelog.weir
CREATE SCHEMA IF NOT EXISTS "audit";
CREATE TABLE IF NOT EXISTS "audit"."notes" (
  "id" bigint NOT NULL,
  "note" text,
  PRIMARY KEY ("id")
);
