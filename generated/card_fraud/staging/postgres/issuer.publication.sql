-- source `issuer` in issuer.weir
DO $weir$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_publication WHERE pubname = 'weir_card_fraud_staging_issuer') THEN
    CREATE PUBLICATION "weir_card_fraud_staging_issuer";
  END IF;
END
$weir$;
ALTER PUBLICATION "weir_card_fraud_staging_issuer" SET TABLE "core"."customers", "core"."cards", "risk"."merchants";
