SELECT JSON_OBJECT('note' VALUE JSON(note), 'parcel' VALUE parcel) AS a, JSON_ARRAY(JSON(note), depot) AS b FROM scans;
