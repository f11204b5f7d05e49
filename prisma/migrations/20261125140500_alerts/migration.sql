-- ── projection ───────────────────────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE alerts (
  id UUID NOT NULL PRIMARY KEY,
  authority_id UUID NOT NULL,
  version INTEGER NOT NULL,
  state JSONB NOT NULL
);
CREATE INDEX alerts_going_idx ON alerts (id) WHERE ((state->>'status') = ANY (ARRAY['approved'::text, 'sending'::text]));

-- ── working: recipients of an alert who are not in the outbox yet ────────────────────────────────────────────────────
CREATE TABLE alert_recipients (
  alert_id UUID NOT NULL,
  person_id UUID NOT NULL,
  PRIMARY KEY (alert_id, person_id)
);
GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON alerts TO muster_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON alert_recipients TO muster_app;

-- A message of an alert has no stream of its own: what became of it stands here, and in the alert's sums.
ALTER TABLE outbox
  ADD COLUMN alert_id UUID,
  ADD COLUMN delivery TEXT;
CREATE INDEX outbox_alert_idx ON outbox (alert_id, state) WHERE (alert_id IS NOT NULL);
