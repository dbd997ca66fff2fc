-- transform `enriched_customers` in retailer_insights.weir
INSERT INTO `insights.enriched_customers__kafka`
SELECT
  `customerid`,
  `customername`,
  `email`,
  `segment`,
  CAST(`changed_at` AS TIMESTAMP(3)) AS `changed_at`,
  `shipping_address`,
  `billing_address`
FROM (
  SELECT
    `c`.`customerid`,
    `c`.`customername`,
    `c`.`email`,
    `c`.`segment`,
    `c`.`$rowtime` AS `changed_at`,
    CAST(ROW(`s`.`street`, `s`.`city`, `s`.`state`, `s`.`postalcode`, `s`.`country`) AS ROW<`street` STRING, `city` STRING, `state` STRING, `postalcode` STRING, `country` STRING>) AS `shipping_address`,
    CAST(ROW(`b`.`street`, `b`.`city`, `b`.`state`, `b`.`postalcode`, `b`.`country`) AS ROW<`street` STRING, `city` STRING, `state` STRING, `postalcode` STRING, `country` STRING>) AS `billing_address`
  FROM (
    SELECT `customerid`, `customername`, `email`, `segment`, `shipping_address_id`, `billing_address_id`, `$rowtime`
    FROM `insights.public.customers`
    WHERE `__deleted` = 'false'
  ) AS `c`
  LEFT JOIN (
    SELECT `addressid`, `street`, `postalcode`, `city`, `state`, `country`, `$rowtime`
    FROM `insights.public.addresses`
    WHERE `__deleted` = 'false'
  ) AS `s` ON `c`.`shipping_address_id` = `s`.`addressid`
  LEFT JOIN (
    SELECT `addressid`, `street`, `postalcode`, `city`, `state`, `country`, `$rowtime`
    FROM `insights.public.addresses`
    WHERE `__deleted` = 'false'
  ) AS `b` ON `c`.`billing_address_id` = `b`.`addressid`
);
