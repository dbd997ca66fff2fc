SELECT parcel, plate, phone FROM scans WHERE plate LIKE 'N%'
