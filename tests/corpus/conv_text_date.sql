SELECT depot FROM depots WHERE opened > '2020-01-01';
