-- sink `warehouse` in online_retailer.weir
CREATE TABLE IF NOT EXISTS "public"."low_stock_alerts" (
  "productid" integer NOT NULL,
  "productname" text NOT NULL,
  "stock" integer NOT NULL,
  "alert_message" text NOT NULL,
  PRIMARY KEY ("productid")
);
COMMENT ON TABLE "public"."low_stock_alerts" IS 'Products whose stock has fallen below fifty.';
