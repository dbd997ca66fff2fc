-- source `issuer` in issuer.weir
ALTER ROLE "fraud_reader" WITH REPLICATION;
GRANT USAGE ON SCHEMA "core" TO "fraud_reader";
GRANT USAGE ON SCHEMA "risk" TO "fraud_reader";
GRANT SELECT ON "core"."customers", "core"."cards", "risk"."merchants" TO "fraud_reader";
