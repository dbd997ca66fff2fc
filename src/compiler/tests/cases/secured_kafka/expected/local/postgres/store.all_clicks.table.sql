-- sink `store` in secured_kafka.weir
CREATE TABLE IF NOT EXISTS "public"."all_clicks" (
  "user_id" bigint NOT NULL,
  "page" text NOT NULL,
  "clicked_at" timestamp(3) with time zone NOT NULL
);
