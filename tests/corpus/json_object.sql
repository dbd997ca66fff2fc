SELECT JSON_OBJECT(KEY 'p' VALUE parcel, KEY 'd' VALUE depot) AS o, JSON_ARRAY(parcel, depot) AS a, JSON_STRING(labels) AS l
FROM scans;
