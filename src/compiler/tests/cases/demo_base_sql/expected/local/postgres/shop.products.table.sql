-- table `shop.products` in demo_base_sql.weir
CREATE TABLE IF NOT EXISTS "public"."products" (
  "productid" integer NOT NULL,
  "brand" varchar(255) NOT NULL,
  "productname" varchar(255) NOT NULL,
  "category" varchar(100) NOT NULL,
  "description" text,
  "color" varchar(50),
  "size" varchar(50),
  "price" numeric(10, 2) NOT NULL,
  "stock" integer NOT NULL,
  PRIMARY KEY ("productid")
);
