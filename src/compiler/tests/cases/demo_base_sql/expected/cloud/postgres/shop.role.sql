-- source `shop` in demo_base_sql.weir
ALTER ROLE "postgres" WITH REPLICATION;
GRANT USAGE ON SCHEMA "public" TO "postgres";
GRANT SELECT ON "public"."products", "public"."customers", "public"."orders", "public"."order_items" TO "postgres";
