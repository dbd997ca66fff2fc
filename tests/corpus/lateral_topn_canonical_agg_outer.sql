-- expect: both
SELECT state, name FROM (SELECT DISTINCT parcel AS state FROM deliveries) s, LATERAL (SELECT depot AS name, fee FROM deliveries WHERE parcel = s.state ORDER BY fee DESC LIMIT 3);
