-- sink `warehouse` in policy_allow.weir
CREATE TABLE IF NOT EXISTS "public"."pulse_by_ward" (
  "ward" text NOT NULL,
  "mean_pulse" double precision NOT NULL,
  "patients" bigint NOT NULL,
  PRIMARY KEY ("ward")
);
