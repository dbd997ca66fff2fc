-- table `issuer.risk.merchants` in issuer.weir
CREATE SCHEMA IF NOT EXISTS "risk";
CREATE TABLE IF NOT EXISTS "risk"."merchants" (
  "merchant_id" varchar(15) NOT NULL,
  "trade_name" varchar(120) NOT NULL,
  "mcc" char(4) NOT NULL,
  "country" char(2) NOT NULL,
  "risk_level" smallint NOT NULL,
  "watched" boolean NOT NULL DEFAULT false,
  PRIMARY KEY ("merchant_id")
);
COMMENT ON TABLE "risk"."merchants" IS 'What the risk team thinks of a merchant: 0 is fine, 100 is closed.';
