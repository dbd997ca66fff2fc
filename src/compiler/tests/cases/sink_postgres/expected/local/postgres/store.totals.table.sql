-- sink `store` in sink_postgres.weir
CREATE SCHEMA IF NOT EXISTS "reports";
CREATE TABLE IF NOT EXISTS "reports"."customer_totals" (
  "customer_id" integer NOT NULL,
  "total" numeric(38, 2) NOT NULL,
  "orders" bigint NOT NULL,
  PRIMARY KEY ("customer_id")
);
