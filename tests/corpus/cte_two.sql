WITH big AS (SELECT parcel, fee FROM deliveries WHERE fee > 10), named(p, f) AS (SELECT parcel, fee FROM big) SELECT p, f FROM named;
