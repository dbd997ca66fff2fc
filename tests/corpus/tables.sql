-- What every query of this folder may read: a parcel service.
CREATE TABLE scans (
  scan_id BIGINT NOT NULL,
  parcel STRING NOT NULL,
  depot INT,
  weight DECIMAL(8, 3),
  fragile BOOLEAN NOT NULL,
  labels ARRAY<STRING NOT NULL>,
  extra MAP<STRING NOT NULL, STRING>,
  van ROW<plate STRING NOT NULL, driver ROW<id INT NOT NULL, phone STRING>>,
  note STRING,
  scanned TIMESTAMP_LTZ(3) NOT NULL,
  WATERMARK FOR scanned AS scanned - INTERVAL '5' SECOND
);
CREATE TABLE deliveries (
  parcel STRING NOT NULL,
  depot INT NOT NULL,
  fee DECIMAL(10, 2) NOT NULL,
  tip DOUBLE,
  delivered TIMESTAMP_LTZ(3) NOT NULL,
  WATERMARK FOR delivered AS delivered - INTERVAL '10' SECOND
);
CREATE TABLE depots (
  depot INT NOT NULL,
  city STRING NOT NULL,
  capacity SMALLINT,
  opened DATE,
  rent DECIMAL(10, 2) NOT NULL,
  since TIMESTAMP_LTZ(3) NOT NULL,
  WATERMARK FOR since AS since,
  PRIMARY KEY (depot) NOT ENFORCED
);
CREATE TABLE parcels (
  parcel STRING NOT NULL,
  sender INT,
  kind STRING,
  price DECIMAL(10, 2),
  PRIMARY KEY (parcel) NOT ENFORCED
);
CREATE TABLE readings (
  sensor INT NOT NULL,
  celsius DOUBLE NOT NULL,
  code CHAR(3) NOT NULL,
  measured TIMESTAMP(3) NOT NULL,
  WATERMARK FOR measured AS measured - INTERVAL '1' MINUTE
);
