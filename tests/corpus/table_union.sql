-- expect: both
TABLE deliveries UNION ALL TABLE deliveries;
