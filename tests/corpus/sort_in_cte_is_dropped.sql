WITH best AS (SELECT parcel, fee FROM deliveries ORDER BY fee DESC) SELECT parcel FROM best WHERE fee > 2
