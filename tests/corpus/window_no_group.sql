SELECT parcel, fee, window_start, window_end
FROM TABLE(TUMBLE(TABLE deliveries, DESCRIPTOR(delivered), INTERVAL '1' HOUR));
