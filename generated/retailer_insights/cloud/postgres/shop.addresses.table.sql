-- table `shop.addresses` in retailer_insights.weir
CREATE TABLE IF NOT EXISTS "public"."addresses" (
  "addressid" varchar(255) NOT NULL,
  "street" varchar(255) NOT NULL,
  "postalcode" varchar(255) NOT NULL,
  "city" varchar(255) NOT NULL,
  "state" varchar(50) NOT NULL,
  "country" varchar(255) NOT NULL,
  PRIMARY KEY ("addressid")
);
