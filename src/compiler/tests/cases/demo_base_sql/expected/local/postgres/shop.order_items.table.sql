-- table `shop.order_items` in demo_base_sql.weir
CREATE TABLE IF NOT EXISTS "public"."order_items" (
  "orderitemid" integer NOT NULL,
  "orderid" integer NOT NULL,
  "productid" integer NOT NULL,
  "quantity" integer NOT NULL,
  PRIMARY KEY ("orderitemid"),
  FOREIGN KEY ("orderid") REFERENCES "public"."orders" ("orderid"),
  FOREIGN KEY ("productid") REFERENCES "public"."products" ("productid")
);
