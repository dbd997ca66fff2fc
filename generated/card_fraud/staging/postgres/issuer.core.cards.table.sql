-- table `issuer.core.cards` in issuer.weir
CREATE SCHEMA IF NOT EXISTS "core";
CREATE TABLE IF NOT EXISTS "core"."cards" (
  "card_id" bigint NOT NULL,
  "customer_id" bigint NOT NULL,
  "status" text NOT NULL CHECK ("status" IN ('active', 'blocked', 'lost', 'expired')),
  "country" char(2) NOT NULL,
  "day_limit" numeric(12, 2) NOT NULL,
  "issued_on" date NOT NULL,
  PRIMARY KEY ("card_id"),
  FOREIGN KEY ("customer_id") REFERENCES "core"."customers" ("customer_id")
);
COMMENT ON TABLE "core"."cards" IS 'One row a card; a card in a wallet is a card of its own with the same number.';
