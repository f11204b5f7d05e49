-- ── working: what texts cost, and what they may ──────────────────────────────────────────────────────────────────────
ALTER TABLE outbox
  ADD COLUMN incident_id UUID,
  ADD COLUMN life_safety BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN cost_micros BIGINT NOT NULL DEFAULT 0, -- as expected; as billed once that is known
  ADD COLUMN charged_on DATE,                       -- the day it counts for; null: it did not go out
  ADD COLUMN sent_at TIMESTAMPTZ(3),
  ADD COLUMN receipt_at TIMESTAMPTZ(3),
  ADD COLUMN bill_due_at TIMESTAMPTZ(3);            -- when the provider is asked what it cost; null: known, or never
ALTER TABLE outbox DROP CONSTRAINT outbox_state;
ALTER TABLE outbox ADD CONSTRAINT outbox_state
  CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'unconfirmed', 'withheld', 'over_budget'));
CREATE INDEX outbox_over_budget_idx ON outbox (authority_id) WHERE (state = 'over_budget');
CREATE INDEX outbox_bill_idx ON outbox (channel, bill_due_at) WHERE (bill_due_at IS NOT NULL);

CREATE TABLE spending (
  authority_id UUID NOT NULL,
  incident_id UUID NOT NULL,
  day DATE NOT NULL,
  channel TEXT NOT NULL,
  currency TEXT NOT NULL,
  messages INTEGER NOT NULL DEFAULT 0,
  parts INTEGER NOT NULL DEFAULT 0,
  micros BIGINT NOT NULL DEFAULT 0, -- expected, or billed where that is known
  billed INTEGER NOT NULL DEFAULT 0, -- so many of the messages
  billed_micros BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (authority_id, incident_id, day, channel, currency)
);

-- A row for each limit; `scope` is an incident's id, or 'day'. What is spent stands beside the limit, so that whoever
-- holds the row knows both.
CREATE TABLE budgets (
  authority_id UUID NOT NULL,
  scope TEXT NOT NULL,
  day DATE, -- of 'day': what the spent sums are of
  limit_micros BIGINT,
  limit_parts BIGINT,
  spent_micros BIGINT NOT NULL DEFAULT 0,
  spent_parts BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (authority_id, scope)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON spending, budgets TO muster_app;
