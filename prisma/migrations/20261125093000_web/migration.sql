-- ── working: how often somebody did something on our pages lately ────────────────────────────────────────────────────
CREATE TABLE page_uses (
  key BYTEA NOT NULL PRIMARY KEY, -- HMAC of what is done and from where: no address is kept
  used INTEGER NOT NULL,
  until TIMESTAMPTZ(3) NOT NULL   -- when it is counted anew
);
CREATE INDEX page_uses_until_idx ON page_uses (until);
GRANT SELECT, INSERT, UPDATE, DELETE ON page_uses TO muster_app;
