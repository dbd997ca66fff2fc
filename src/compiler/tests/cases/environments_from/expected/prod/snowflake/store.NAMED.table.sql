-- sink `store` in environments_from.weir
CREATE TABLE IF NOT EXISTS "STORE"."PUBLIC"."NAMED" (
  "RECORD_METADATA" VARIANT,
  "ID" NUMBER(19, 0),
  "NAME" VARCHAR
)
ENABLE_SCHEMA_EVOLUTION = TRUE
COMMENT = 'Those that have a name.';
