-- sink `store` in sink_postgres.weir
CREATE SCHEMA IF NOT EXISTS "reports";
CREATE TABLE IF NOT EXISTS "reports"."slow_clicks" (
  "user_id" bigint NOT NULL,
  "page" text NOT NULL,
  "millis" integer NOT NULL,
  "clicked_at" timestamp(3) with time zone NOT NULL
);
