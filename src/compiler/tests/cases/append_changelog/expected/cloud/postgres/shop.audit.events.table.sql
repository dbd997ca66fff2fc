-- table `shop.audit.events` in append_changelog.weir
CREATE SCHEMA IF NOT EXISTS "audit";
CREATE TABLE IF NOT EXISTS "audit"."events" (
  "id" bigint NOT NULL,
  "what" varchar(40) NOT NULL,
  "done_at" timestamp with time zone NOT NULL,
  PRIMARY KEY ("id")
);
