-- expect: weir, weir prints NATURAL as USING, of which Flink takes the bare common column
SELECT parcel, price
FROM deliveries NATURAL JOIN parcels;
