-- ── working: codes by which somebody who wrote where others read along goes on by text ───────────────────────────────
CREATE TABLE hand_overs (
  code BYTEA NOT NULL PRIMARY KEY, -- SHA-256 of what is texted
  authority_id UUID NOT NULL,
  inbox_id UUID NOT NULL, -- what they wrote
  expires_at TIMESTAMPTZ(3) NOT NULL
);
GRANT SELECT, INSERT, DELETE ON hand_overs TO muster_app;
