-- ── reference: imported, replaceable ─────────────────────────────────────────────────────────────────────────────────
-- Every postcode that has a position. One without (quality 90) is not kept: there is nothing to look up.
CREATE TABLE places (
  postcode TEXT NOT NULL PRIMARY KEY, -- 'GL20 5BY'
  sector TEXT NOT NULL, -- 'GL20 5'
  outward TEXT NOT NULL, -- 'GL20'
  lat DOUBLE PRECISION NOT NULL CHECK (lat BETWEEN 49 AND 62), -- WGS 84, degrees
  lon DOUBLE PRECISION NOT NULL CHECK (lon BETWEEN -9 AND 3),
  quality SMALLINT NOT NULL CHECK (quality BETWEEN 10 AND 80) -- of Code-Point Open: 10 is best
);
CREATE INDEX places_sector_idx ON places (sector);
CREATE INDEX places_outward_idx ON places (outward);
CREATE INDEX places_lat_lon_idx ON places (lat, lon);

-- How many postcodes a sector has and their mean position: made anew from places by every import.
CREATE TABLE place_sectors (
  sector TEXT NOT NULL PRIMARY KEY,
  outward TEXT NOT NULL,
  postcodes INTEGER NOT NULL,
  lat DOUBLE PRECISION NOT NULL,
  lon DOUBLE PRECISION NOT NULL
);
CREATE INDEX place_sectors_outward_idx ON place_sectors (outward);

GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON places, place_sectors TO muster_app;
