SELECT sensor, measured FROM readings ORDER BY measured, celsius;
