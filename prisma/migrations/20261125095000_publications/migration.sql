-- ── working: public posts, one row an account and language ───────────────────────────────────────────────────────────
CREATE TABLE publications (
  id UUID NOT NULL PRIMARY KEY, -- what the network is told, so that a post tried twice is one post
  authority_id UUID NOT NULL,
  incident_id UUID NOT NULL,
  post_id UUID NOT NULL,
  network TEXT NOT NULL,
  language TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'due', -- due, posted, removed, failed
  external_id TEXT,
  since TIMESTAMPTZ(3) NOT NULL, -- when it came into this state
  tried_at TIMESTAMPTZ(3)
);
CREATE UNIQUE INDEX publications_post_id_network_language_key ON publications (post_id, network, language);
GRANT SELECT, INSERT, UPDATE, DELETE ON publications TO muster_app;
