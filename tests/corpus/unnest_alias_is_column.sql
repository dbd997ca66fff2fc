SELECT parcel, label FROM scans CROSS JOIN UNNEST(labels) AS label
