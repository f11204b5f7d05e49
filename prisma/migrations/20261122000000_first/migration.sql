-- The four classes of table of DESIGN.md section 4. The application connects as muster_app, which owns none of them.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'muster_app') THEN
    CREATE ROLE muster_app NOLOGIN;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL; -- another database of this server was set up at the same moment
END
$$;
GRANT muster_app TO CURRENT_USER;
GRANT USAGE ON SCHEMA public TO muster_app;

-- ── record: only added to ────────────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE authorities (
  id UUID NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  origin TEXT NOT NULL,
  created_at TIMESTAMPTZ(3) NOT NULL
);
CREATE UNIQUE INDEX authorities_origin_key ON authorities (origin);

CREATE TABLE key_fingerprints (
  name TEXT NOT NULL PRIMARY KEY,
  fingerprint BYTEA NOT NULL
);

CREATE TABLE entries (
  id UUID NOT NULL PRIMARY KEY,
  authority_id UUID NOT NULL,
  stream TEXT NOT NULL,
  version INTEGER NOT NULL,
  type TEXT NOT NULL,
  exercise BOOLEAN NOT NULL,
  recorded_at TIMESTAMPTZ(3) NOT NULL,
  bytes BYTEA NOT NULL,
  CONSTRAINT entries_size CHECK (octet_length(bytes) <= 60000)
);
CREATE UNIQUE INDEX entries_stream_version_key ON entries (stream, version);

CREATE TABLE entry_salts (
  entry_id UUID NOT NULL PRIMARY KEY,
  salt BYTEA NOT NULL
);

CREATE TABLE ledger_index (
  authority_id UUID NOT NULL,
  seq BIGINT NOT NULL,
  entry_id UUID NOT NULL,
  leaf BYTEA NOT NULL,
  running BYTEA NOT NULL,
  PRIMARY KEY (authority_id, seq)
);
CREATE UNIQUE INDEX ledger_index_entry_id_key ON ledger_index (entry_id);

CREATE TABLE heads (
  authority_id UUID NOT NULL,
  size BIGINT NOT NULL,
  running BYTEA NOT NULL,
  signed_at TIMESTAMPTZ(3) NOT NULL,
  signature BYTEA NOT NULL,
  PRIMARY KEY (authority_id, size)
);

CREATE TABLE keys (
  id UUID NOT NULL PRIMARY KEY,
  authority_id UUID NOT NULL,
  wrapped BYTEA NOT NULL,
  created_at TIMESTAMPTZ(3) NOT NULL
);

CREATE TABLE addresses (
  id UUID NOT NULL PRIMARY KEY,
  authority_id UUID NOT NULL,
  channel TEXT NOT NULL,
  hmac BYTEA NOT NULL,
  key_id UUID NOT NULL,
  sealed BYTEA NOT NULL,
  created_at TIMESTAMPTZ(3) NOT NULL
);
CREATE UNIQUE INDEX addresses_authority_id_channel_hmac_key ON addresses (authority_id, channel, hmac);

CREATE TABLE sealed_values (
  id UUID NOT NULL PRIMARY KEY,
  authority_id UUID NOT NULL,
  key_ids UUID[] NOT NULL,
  sealed BYTEA NOT NULL,
  created_at TIMESTAMPTZ(3) NOT NULL
);

CREATE TABLE inbox (
  id UUID NOT NULL PRIMARY KEY,
  authority_id UUID NOT NULL,
  channel TEXT NOT NULL,
  provider_id TEXT NOT NULL,
  address_id UUID NOT NULL,
  key_id UUID NOT NULL,
  sealed BYTEA NOT NULL,
  carrier_keyword TEXT,
  received_at TIMESTAMPTZ(3) NOT NULL
);
CREATE UNIQUE INDEX inbox_authority_id_channel_provider_id_key ON inbox (authority_id, channel, provider_id);

-- ── projection: written by evolve alone ──────────────────────────────────────────────────────────────────────────────
CREATE TABLE needs (
  id UUID NOT NULL PRIMARY KEY,
  authority_id UUID NOT NULL,
  version INTEGER NOT NULL,
  state JSONB NOT NULL
);
CREATE INDEX needs_status_idx ON needs ((state->>'status'), (state->>'kind'));

CREATE TABLE people (
  id UUID NOT NULL PRIMARY KEY,
  authority_id UUID NOT NULL,
  version INTEGER NOT NULL,
  state JSONB NOT NULL
);

CREATE TABLE offers (
  id UUID NOT NULL PRIMARY KEY,
  authority_id UUID NOT NULL,
  version INTEGER NOT NULL,
  state JSONB NOT NULL
);
CREATE INDEX offers_open_idx ON offers ((state->>'kind')) WHERE (state->>'open') = 'true';

CREATE TABLE messages (
  id UUID NOT NULL PRIMARY KEY,
  authority_id UUID NOT NULL,
  version INTEGER NOT NULL,
  state JSONB NOT NULL
);
CREATE INDEX messages_person_idx ON messages ((state->>'person'), (state->>'at'));
CREATE INDEX messages_need_idx ON messages ((state->>'need'), (state->>'at'));
CREATE INDEX messages_waiting_idx ON messages ((state->>'at')) WHERE (state->>'status') IN ('not_understood', 'unhandled');

CREATE TABLE alarms (
  id UUID NOT NULL PRIMARY KEY,
  authority_id UUID NOT NULL,
  version INTEGER NOT NULL,
  state JSONB NOT NULL
);

CREATE TABLE duty_lists (
  id UUID NOT NULL PRIMARY KEY,
  authority_id UUID NOT NULL,
  version INTEGER NOT NULL,
  state JSONB NOT NULL
);

CREATE TABLE accounts (
  id UUID NOT NULL PRIMARY KEY,
  authority_id UUID NOT NULL,
  version INTEGER NOT NULL,
  state JSONB NOT NULL
);

CREATE TABLE incidents (
  id UUID NOT NULL PRIMARY KEY,
  authority_id UUID NOT NULL,
  version INTEGER NOT NULL,
  state JSONB NOT NULL
);

CREATE TABLE invitations (
  need_id UUID NOT NULL,
  person_id UUID NOT NULL,
  authority_id UUID NOT NULL,
  state TEXT NOT NULL,
  wave INTEGER NOT NULL,
  metres INTEGER NOT NULL,
  at TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY (need_id, person_id)
);
CREATE INDEX invitations_person_id_idx ON invitations (person_id);

CREATE TABLE assignments (
  need_id UUID NOT NULL,
  person_id UUID NOT NULL,
  authority_id UUID NOT NULL,
  state TEXT NOT NULL,
  starts_at TIMESTAMPTZ(3) NOT NULL,
  ends_at TIMESTAMPTZ(3) NOT NULL,
  due_at TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY (need_id, person_id)
);
CREATE INDEX assignments_person_id_idx ON assignments (person_id);

CREATE TABLE letters (
  person_id UUID NOT NULL,
  letter TEXT NOT NULL,
  authority_id UUID NOT NULL,
  purpose TEXT NOT NULL,
  about UUID NOT NULL,
  since TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY (person_id, letter)
);

CREATE TABLE person_addresses (
  address_id UUID NOT NULL,
  person_id UUID NOT NULL,
  authority_id UUID NOT NULL,
  PRIMARY KEY (address_id, person_id)
);
CREATE INDEX person_addresses_person_id_idx ON person_addresses (person_id);

CREATE TABLE timers (
  stream TEXT NOT NULL,
  name TEXT NOT NULL,
  authority_id UUID NOT NULL,
  due_at TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY (stream, name)
);
CREATE INDEX timers_due_at_idx ON timers (due_at);

-- ── working: may be lost without losing what happened ────────────────────────────────────────────────────────────────
CREATE TABLE inbox_work (
  inbox_id UUID NOT NULL PRIMARY KEY,
  ord BIGSERIAL NOT NULL,
  authority_id UUID NOT NULL,
  address_id UUID NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX inbox_work_address_id_ord_idx ON inbox_work (address_id, ord);

CREATE TABLE sequencer_queue (
  ord BIGSERIAL NOT NULL PRIMARY KEY,
  authority_id UUID NOT NULL,
  entry_id UUID NOT NULL
);

CREATE TABLE outbox (
  id UUID NOT NULL PRIMARY KEY,
  ord BIGSERIAL NOT NULL,
  authority_id UUID NOT NULL,
  cause UUID NOT NULL,
  person_id UUID NOT NULL,
  address_id UUID NOT NULL,
  channel TEXT NOT NULL,
  purpose TEXT NOT NULL,
  priority SMALLINT NOT NULL,
  text_id UUID NOT NULL,
  state TEXT NOT NULL DEFAULT 'queued',
  due_at TIMESTAMPTZ(3) NOT NULL,
  expires_at TIMESTAMPTZ(3),
  attempts INTEGER NOT NULL DEFAULT 0,
  attempted_at TIMESTAMPTZ(3),
  lease_until TIMESTAMPTZ(3),
  provider_id TEXT,
  failure TEXT,
  CONSTRAINT outbox_state CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'unconfirmed', 'withheld'))
);
CREATE UNIQUE INDEX outbox_cause_person_id_purpose_key ON outbox (cause, person_id, purpose);
CREATE UNIQUE INDEX outbox_one_sending_key ON outbox (address_id) WHERE (state = 'sending');
CREATE INDEX outbox_due_idx ON outbox (priority, ord) WHERE (state = 'queued');
CREATE INDEX outbox_lease_idx ON outbox (lease_until) WHERE (state = 'sending');
CREATE INDEX outbox_provider_id_idx ON outbox (provider_id);
CREATE INDEX outbox_address_id_idx ON outbox (address_id, ord);

CREATE TABLE delivery_reports (
  ord BIGSERIAL NOT NULL PRIMARY KEY,
  authority_id UUID NOT NULL,
  channel TEXT NOT NULL,
  provider_id TEXT NOT NULL,
  status TEXT NOT NULL,
  failure TEXT,
  code TEXT,
  received_at TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX delivery_reports_provider_id_idx ON delivery_reports (provider_id);

CREATE TABLE conversations (
  person_id UUID NOT NULL PRIMARY KEY,
  authority_id UUID NOT NULL,
  sealed BYTEA NOT NULL,
  updated_at TIMESTAMPTZ(3) NOT NULL
);

CREATE TABLE credentials (
  account_id UUID NOT NULL PRIMARY KEY,
  authority_id UUID NOT NULL,
  login BYTEA NOT NULL,
  password TEXT NOT NULL,
  must_change BOOLEAN NOT NULL
);
CREATE UNIQUE INDEX credentials_authority_id_login_key ON credentials (authority_id, login);

CREATE TABLE sessions (
  token BYTEA NOT NULL PRIMARY KEY,
  authority_id UUID NOT NULL,
  account_id UUID NOT NULL,
  created_at TIMESTAMPTZ(3) NOT NULL,
  expires_at TIMESTAMPTZ(3) NOT NULL
);

CREATE TABLE job_runs (
  name TEXT NOT NULL PRIMARY KEY,
  last_at TIMESTAMPTZ(3) NOT NULL
);

-- ── rights ───────────────────────────────────────────────────────────────────────────────────────────────────────────
GRANT SELECT, INSERT ON
  authorities, key_fingerprints, entries, entry_salts, ledger_index, heads, keys, addresses, sealed_values, inbox
  TO muster_app;
GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON
  needs, people, offers, messages, alarms, duty_lists, accounts, incidents,
  invitations, assignments, letters, person_addresses, timers,
  inbox_work, sequencer_queue, outbox, delivery_reports, conversations, credentials, sessions, job_runs
  TO muster_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO muster_app;

-- An exercise reaches nobody who is not enrolled in it: refused here, whatever the code above believes.
CREATE FUNCTION outbox_refuses_stray_exercise() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  practising BOOLEAN;
  of_incident TEXT;
BEGIN
  SELECT exercise, convert_from(bytes, 'UTF8')::jsonb->>'incident' INTO practising, of_incident
    FROM entries WHERE id = NEW.cause;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'outbox: no entry is the cause of this message';
  END IF;
  IF practising AND NOT EXISTS (
    SELECT FROM people WHERE id = NEW.person_id AND state->'exercises' ? of_incident
  ) THEN
    RAISE EXCEPTION 'outbox: the recipient is not enrolled in this exercise';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER outbox_exercise BEFORE INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION outbox_refuses_stray_exercise();
