-- ── working: codes by which somebody shows that two addresses are theirs ─────────────────────────────────────────────
CREATE TABLE link_codes (
  code BYTEA NOT NULL PRIMARY KEY, -- keyed hash of what is texted
  authority_id UUID NOT NULL,
  person_id UUID NOT NULL, -- who asked for it
  address_id UUID NOT NULL, -- where they asked
  to_address_id UUID, -- the address it was sent to; null: whoever texts it
  wants TEXT NOT NULL, -- link, or move: the address they asked at is given up
  expires_at TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX link_codes_person_id_idx ON link_codes (person_id);
GRANT SELECT, INSERT, DELETE ON link_codes TO muster_app;

-- ── working: wrong codes, so that nobody can go on guessing ──────────────────────────────────────────────────────────
CREATE TABLE link_tries (
  address_id UUID NOT NULL,
  tried_at TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY (address_id, tried_at)
);
GRANT SELECT, INSERT, DELETE ON link_tries TO muster_app;
