-- source `shop` in retailer_insights.weir
ALTER ROLE "postgres" WITH REPLICATION;
GRANT USAGE ON SCHEMA "public" TO "postgres";
GRANT SELECT ON "public"."products", "public"."addresses", "public"."customers", "public"."orders", "public"."order_items" TO "postgres";
