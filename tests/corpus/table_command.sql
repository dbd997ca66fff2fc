TABLE deliveries;
