-- table `shop.customers` in demo_base_sql.weir
CREATE TABLE IF NOT EXISTS "public"."customers" (
  "customerid" integer NOT NULL,
  "customername" varchar(255) NOT NULL,
  "email" varchar(255) NOT NULL UNIQUE,
  "segment" varchar(50) NOT NULL,
  "address" varchar(255) NOT NULL,
  PRIMARY KEY ("customerid")
);
