WITH a AS (WITH b AS (SELECT parcel FROM deliveries) SELECT parcel FROM b) SELECT parcel FROM a;
