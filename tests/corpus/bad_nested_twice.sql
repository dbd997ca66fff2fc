CREATE TABLE trips (a ROW<stop STRING, km INT>, b ROW<stop STRING>);
SELECT stop FROM trips
