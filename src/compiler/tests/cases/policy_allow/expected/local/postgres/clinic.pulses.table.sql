-- sink `clinic` in policy_allow.weir
CREATE TABLE IF NOT EXISTS "public"."pulses" (
  "patient" text NOT NULL,
  "pulse" integer NOT NULL,
  "ward" text NOT NULL,
  "seen_at" timestamp(3) with time zone NOT NULL
);
