-- source `shop` in secured_kafka.weir
ALTER ROLE "shop" WITH REPLICATION;
GRANT USAGE ON SCHEMA "public" TO "shop";
GRANT SELECT ON "public"."customers", "public"."orders" TO "shop";
