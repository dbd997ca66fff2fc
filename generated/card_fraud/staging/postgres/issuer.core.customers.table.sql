-- table `issuer.core.customers` in issuer.weir
CREATE SCHEMA IF NOT EXISTS "core";
CREATE TABLE IF NOT EXISTS "core"."customers" (
  "customer_id" bigint NOT NULL,
  "full_name" varchar(120) NOT NULL,
  "email" varchar(255) NOT NULL,
  "phone" varchar(32) NOT NULL,
  "birth_date" date NOT NULL,
  "segment" text NOT NULL CHECK ("segment" IN ('retail', 'premium', 'business')),
  "since" date NOT NULL,
  PRIMARY KEY ("customer_id")
);
