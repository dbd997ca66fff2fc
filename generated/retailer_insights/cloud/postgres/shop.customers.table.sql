-- table `shop.customers` in retailer_insights.weir
CREATE TABLE IF NOT EXISTS "public"."customers" (
  "customerid" integer NOT NULL,
  "customername" varchar(255) NOT NULL,
  "email" varchar(255) NOT NULL UNIQUE,
  "segment" varchar(50) NOT NULL,
  "shipping_address_id" varchar(255) NOT NULL,
  "billing_address_id" varchar(255) NOT NULL,
  PRIMARY KEY ("customerid"),
  FOREIGN KEY ("shipping_address_id") REFERENCES "public"."addresses" ("addressid"),
  FOREIGN KEY ("billing_address_id") REFERENCES "public"."addresses" ("addressid")
);
