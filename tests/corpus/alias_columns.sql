SELECT t.a, t.b FROM (SELECT parcel, fee FROM deliveries) AS t(a, b);
