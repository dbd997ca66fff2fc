-- table `shop.orders` in sink_iceberg_upsert.weir
CREATE TABLE IF NOT EXISTS "public"."orders" (
  "id" integer NOT NULL,
  "customer_id" integer NOT NULL,
  "status" varchar(20) NOT NULL,
  "amount" numeric(12, 2) NOT NULL,
  "ordered_at" timestamp(3) NOT NULL,
  PRIMARY KEY ("id"),
  FOREIGN KEY ("customer_id") REFERENCES "public"."customers" ("id")
);
