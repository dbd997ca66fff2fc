SELECT s.parcel FROM scans AS s, deliveries AS d WHERE s.parcel = d.parcel AND d.delivered > s.scanned AND d.delivered <= s.scanned + INTERVAL '30' MINUTE;
