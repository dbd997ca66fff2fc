-- source `crm` in masks.weir
ALTER ROLE "postgres" WITH REPLICATION;
GRANT USAGE ON SCHEMA "public" TO "postgres";
GRANT SELECT ON "public"."people" TO "postgres";
