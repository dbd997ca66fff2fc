SELECT `parcel` AS `from`, `depot` AS `two words`
FROM `scans`;
