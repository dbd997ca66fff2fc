-- sink `warehouse` in online_retailer.weir
CREATE TABLE IF NOT EXISTS "public"."product_sales" (
  "orderid" integer NOT NULL,
  "productid" integer NOT NULL,
  "orderitemid" integer NOT NULL,
  "brand" text NOT NULL,
  "productname" text NOT NULL,
  "price" numeric(10, 2) NOT NULL,
  "quantity" integer NOT NULL,
  "total_amount" numeric(10, 2) NOT NULL
);
COMMENT ON TABLE "public"."product_sales" IS 'One row for every item sold, with what it was and what it brought in at that moment.';
