SELECT parcel FROM scans WHERE labels = ARRAY['a'];
