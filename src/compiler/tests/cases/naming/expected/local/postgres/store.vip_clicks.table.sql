-- sink `store` in naming.weir
CREATE TABLE IF NOT EXISTS "public"."store_vip_clicks" (
  "user_id" bigint NOT NULL,
  "page" text NOT NULL,
  "clicked_at" timestamp(3) with time zone NOT NULL
);
