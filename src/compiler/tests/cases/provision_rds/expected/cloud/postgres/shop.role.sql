-- source `shop` in provision_rds.weir
GRANT rds_replication TO "shop";
GRANT USAGE ON SCHEMA "public" TO "shop";
GRANT SELECT ON "public"."customers", "public"."orders" TO "shop";
