-- table `shop.orders` in demo_base_sql.weir
CREATE TABLE IF NOT EXISTS "public"."orders" (
  "orderid" integer NOT NULL,
  "customerid" integer NOT NULL,
  "orderdate" timestamp DEFAULT CURRENT_TIMESTAMP,
  "status" varchar(50) NOT NULL,
  PRIMARY KEY ("orderid"),
  FOREIGN KEY ("customerid") REFERENCES "public"."customers" ("customerid")
);
