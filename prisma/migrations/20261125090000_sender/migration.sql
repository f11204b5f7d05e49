-- ── working: how fast each channel may send, shared by all processes ─────────────────────────────────────────────────
CREATE TABLE channel_pace (
  channel TEXT NOT NULL PRIMARY KEY,
  tokens DOUBLE PRECISION NOT NULL, -- segments that may go at once
  at TIMESTAMPTZ(3) NOT NULL,       -- as of when
  blocked_until TIMESTAMPTZ(3),     -- the provider asked for a pause, or cannot be reached
  strikes INTEGER NOT NULL DEFAULT 0 -- how often in a row
);
GRANT SELECT, INSERT, UPDATE, DELETE ON channel_pace TO muster_app;

-- What waits on a channel, the best first: with a hundred thousand waiting, the next few are found without reading them all.
DROP INDEX outbox_due_idx;
CREATE INDEX outbox_due_idx ON outbox (channel, priority, ord) WHERE (state = 'queued');
