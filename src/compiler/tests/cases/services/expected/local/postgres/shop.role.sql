-- source `shop` in services.weir
ALTER ROLE "shop" WITH REPLICATION;
GRANT USAGE ON SCHEMA "public" TO "shop";
GRANT SELECT ON "public"."customers", "public"."orders" TO "shop";
