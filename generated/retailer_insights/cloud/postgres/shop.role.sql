-- source `shop` in retailer_insights.weir
GRANT rds_replication TO "postgres";
GRANT USAGE ON SCHEMA "public" TO "postgres";
GRANT SELECT ON "public"."products", "public"."addresses", "public"."customers", "public"."orders", "public"."order_items" TO "postgres";
