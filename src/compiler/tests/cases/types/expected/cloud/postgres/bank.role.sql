-- source `bank` in types.weir
ALTER ROLE "postgres" WITH REPLICATION;
GRANT USAGE ON SCHEMA "public" TO "postgres";
GRANT SELECT ON "public"."movements" TO "postgres";
