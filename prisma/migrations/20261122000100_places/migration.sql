-- ── reference: imported, replaceable ─────────────────────────────────────────────────────────────────────────────────
CREATE TABLE places (
  postcode TEXT NOT NULL PRIMARY KEY,
  sector TEXT NOT NULL,
  outward TEXT NOT NULL,
  lat DOUBLE PRECISION NOT NULL,
  lon DOUBLE PRECISION NOT NULL,
  quality SMALLINT NOT NULL
);
CREATE INDEX places_sector_idx ON places (sector);
CREATE INDEX places_outward_idx ON places (outward);
CREATE INDEX places_lat_lon_idx ON places (lat, lon);

CREATE TABLE place_sectors (
  sector TEXT NOT NULL PRIMARY KEY,
  outward TEXT NOT NULL,
  postcodes INTEGER NOT NULL,
  lat DOUBLE PRECISION NOT NULL,
  lon DOUBLE PRECISION NOT NULL
);
CREATE INDEX place_sectors_outward_idx ON place_sectors (outward);

GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON places, place_sectors TO muster_app;
