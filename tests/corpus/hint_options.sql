SELECT parcel FROM deliveries /*+ OPTIONS('scan.startup.mode' = 'latest-offset') */;
