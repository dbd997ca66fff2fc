-- expect: both
SELECT parcel FROM parcels WHERE sender NOT IN (SELECT depot FROM scans);
