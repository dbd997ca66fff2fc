SELECT parcel FROM deliveries WHERE fee > 5 AND tip > fee;
