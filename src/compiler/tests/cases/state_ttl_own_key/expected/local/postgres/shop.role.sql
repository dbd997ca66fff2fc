-- source `shop` in state_ttl_own_key.weir
ALTER ROLE "shop" WITH REPLICATION;
GRANT USAGE ON SCHEMA "public" TO "shop";
GRANT SELECT ON "public"."customers" TO "shop";
