SELECT t.a FROM (SELECT parcel, fee FROM deliveries) AS t(a);
