-- table `crm.people` in masks.weir
CREATE TABLE IF NOT EXISTS "public"."people" (
  "id" integer NOT NULL,
  "name" varchar(60) NOT NULL,
  "email" varchar(120) NOT NULL,
  "phone" varchar(20),
  "street" varchar(80) NOT NULL,
  "birthday" date NOT NULL,
  "notes" text,
  "points" integer NOT NULL,
  PRIMARY KEY ("id")
);
