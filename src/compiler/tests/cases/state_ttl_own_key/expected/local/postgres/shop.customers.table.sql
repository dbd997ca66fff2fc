-- table `shop.customers` in state_ttl_own_key.weir
CREATE TABLE IF NOT EXISTS "public"."customers" (
  "id" integer NOT NULL,
  "name" varchar(80) NOT NULL,
  PRIMARY KEY ("id")
);
