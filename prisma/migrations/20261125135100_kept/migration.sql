-- ── working: what an account elsewhere gave us to keep, such as a session; sealed ───────────────────────────────────
CREATE TABLE kept (
  name TEXT NOT NULL PRIMARY KEY,
  sealed BYTEA NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON kept TO muster_app;
