SELECT a.parcel, b.sensor FROM deliveries AS a JOIN readings AS b ON a.fee > b.celsius;
