-- table `shop.customers` in services.weir
CREATE TABLE IF NOT EXISTS "public"."customers" (
  "id" integer NOT NULL,
  "name" varchar(80) NOT NULL,
  "country" char(2) NOT NULL,
  "points" bigint NOT NULL,
  PRIMARY KEY ("id")
);
