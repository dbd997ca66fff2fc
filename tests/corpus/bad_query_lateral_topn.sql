-- expect: neither
SELECT p.parcel, x.fee FROM parcels p, LATERAL (SELECT fee, delivered FROM deliveries d WHERE d.parcel = p.parcel ORDER BY fee DESC LIMIT 3) x;
