-- expect: neither
SELECT * FROM TABLE(ML_PREDICT(TABLE scans, MODEL m, DESCRIPTOR(note)));
