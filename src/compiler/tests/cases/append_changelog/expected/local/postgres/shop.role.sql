-- source `shop` in append_changelog.weir
ALTER ROLE "postgres" WITH REPLICATION;
GRANT USAGE ON SCHEMA "audit" TO "postgres";
GRANT SELECT ON "audit"."events", "audit"."notes" TO "postgres";
