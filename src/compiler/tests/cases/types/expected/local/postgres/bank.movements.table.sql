-- table `bank.movements` in types.weir
CREATE TABLE IF NOT EXISTS "public"."movements" (
  "id" bigint NOT NULL,
  "tiny" smallint NOT NULL,
  "exact" numeric(38, 18) NOT NULL,
  "small" numeric(5, 0),
  "ratio" real,
  "measure" double precision NOT NULL,
  "ok" boolean NOT NULL,
  "name" text NOT NULL,
  "code" char(3) NOT NULL,
  "label" varchar(20),
  "raw" bytea,
  "day" date NOT NULL,
  "at_time" time,
  "local_at" timestamp NOT NULL,
  "zoned_at" timestamp with time zone NOT NULL,
  "maybe_at" timestamp with time zone,
  "ref" uuid NOT NULL,
  "body" jsonb,
  "state" text NOT NULL CHECK ("state" IN ('open', 'closed')),
  "words" text[],
  PRIMARY KEY ("id")
);
COMMENT ON TABLE "public"."movements" IS 'One column of every type that change data capture carries.';
