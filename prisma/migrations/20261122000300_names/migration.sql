-- ── reference: imported, replaceable ─────────────────────────────────────────────────────────────────────────────────
-- Names of streets, villages, stations and the like (OS Open Names). One with two names, English and Welsh, has two rows.
CREATE TABLE place_names (
  id TEXT NOT NULL, -- of Ordnance Survey: 'osgb4000000074559856'
  folded TEXT NOT NULL, -- as it is looked for: 'mill lane'
  name TEXT NOT NULL, -- 'Mill Lane'
  kind TEXT NOT NULL CHECK (kind IN ('settlement', 'street', 'other')),
  town TEXT NOT NULL, -- the settlement it lies in, '' where none is given
  district TEXT NOT NULL,
  county TEXT NOT NULL,
  outward TEXT NOT NULL, -- 'HX7'
  lat DOUBLE PRECISION NOT NULL CHECK (lat BETWEEN 49 AND 62), -- WGS 84, degrees
  lon DOUBLE PRECISION NOT NULL CHECK (lon BETWEEN -9 AND 3),
  radius_m INTEGER NOT NULL CHECK (radius_m > 0), -- how far it reaches from there
  PRIMARY KEY (id, folded)
);
CREATE INDEX place_names_folded_idx ON place_names (folded);

GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON place_names TO muster_app;
