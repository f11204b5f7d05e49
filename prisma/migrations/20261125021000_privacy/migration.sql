-- ── record: what is remembered of somebody who was erased ────────────────────────────────────────────────────────────
-- The keyed hash of an address whose owner said STOP before they were erased: whoever has it next is not texted unasked.
CREATE TABLE suppressions (
  authority_id UUID NOT NULL,
  channel TEXT NOT NULL,
  hmac BYTEA NOT NULL,
  since TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY (authority_id, channel, hmac)
);
GRANT SELECT, DELETE ON suppressions TO muster_app; -- deleted when they say START

-- ── working: links by which somebody sees what is held about them ────────────────────────────────────────────────────
CREATE TABLE own_links (
  token BYTEA NOT NULL PRIMARY KEY, -- SHA-256 of what stands in the address
  authority_id UUID NOT NULL,
  person_id UUID NOT NULL,
  created_at TIMESTAMPTZ(3) NOT NULL,
  expires_at TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX own_links_person_id_idx ON own_links (person_id);
GRANT SELECT, INSERT, DELETE ON own_links TO muster_app;

CREATE INDEX people_cases_idx ON people (id) WHERE state ? 'cases';
CREATE INDEX entries_erasing_idx ON entries (id)
  WHERE type IN ('person_erased', 'need_erased', 'texts_erased', 'incident_erased');

-- The rows of what is destroyed go from the files as soon as autovacuum looks.
ALTER TABLE keys SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 0);
ALTER TABLE addresses SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 0);

-- ── rights ───────────────────────────────────────────────────────────────────────────────────────────────────────────
-- The application may still only add to the record. Destroying is done by these two functions, and only of what an entry
-- of the ledger names: every destruction is written down before it happens, in the same transaction.
CREATE FUNCTION destroy_erased(erasures UUID[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  gone_keys UUID[];
  gone_values UUID[];
  gone_inbox UUID[];
  gone_addresses UUID[];
  stopped UUID[];
BEGIN
  IF (SELECT count(*) FROM entries WHERE id = ANY (erasures)
      AND type IN ('person_erased', 'need_erased', 'texts_erased', 'incident_erased')) < cardinality(erasures) THEN
    RAISE EXCEPTION 'erasure: no entry says that this is to be destroyed';
  END IF;
  SELECT named_in_erasures(erasures, 'keys'), named_in_erasures(erasures, 'values'), named_in_erasures(erasures, 'inbox'),
      named_in_erasures(erasures, 'addresses'), named_in_erasures(erasures, 'stopped')
    INTO gone_keys, gone_values, gone_inbox, gone_addresses, stopped;
  IF cardinality(gone_keys) > 0 THEN
    DELETE FROM keys WHERE id = ANY (gone_keys);
    DELETE FROM sealed_values WHERE key_ids && gone_keys;
  END IF;
  DELETE FROM sealed_values WHERE id = ANY (gone_values);
  UPDATE inbox SET sealed = '' WHERE id = ANY (gone_inbox) AND sealed <> '';
  IF cardinality(gone_addresses) > 0 THEN
    LOCK TABLE inbox IN SHARE MODE; -- no text is taken in for an address that goes
    IF EXISTS (SELECT FROM inbox_work WHERE address_id = ANY (gone_addresses)) THEN
      RAISE EXCEPTION 'erasure: a text of theirs waits for its turn' USING ERRCODE = 'serialization_failure';
    END IF;
    INSERT INTO suppressions (authority_id, channel, hmac, since)
      SELECT authority_id, channel, hmac, now() FROM addresses WHERE id = ANY (stopped) ON CONFLICT DO NOTHING;
    DELETE FROM addresses WHERE id = ANY (gone_addresses);
  END IF;
END
$$;

CREATE FUNCTION named_in_erasures(erasures UUID[], what TEXT) RETURNS UUID[] LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(named::uuid), '{}') FROM entries e,
    jsonb_array_elements_text(convert_from(e.bytes, 'UTF8')::jsonb -> 'body' -> what) named WHERE e.id = ANY (erasures)
$$;

-- Salts go once the entries they belong to have their place in the ledger: until then the sequencer needs them.
CREATE FUNCTION destroy_salts(erasures UUID[]) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM entry_salts s USING entries g, jsonb_each_text(convert_from(g.bytes, 'UTF8')::jsonb -> 'body' -> 'streams') named (stream, version),
      entries e JOIN ledger_index i ON i.entry_id = e.id
    WHERE g.id = ANY (erasures) AND g.type IN ('person_erased', 'need_erased', 'texts_erased', 'incident_erased')
      AND e.stream = named.stream AND e.version <= named.version::int AND s.entry_id = e.id
$$;

REVOKE ALL ON FUNCTION destroy_erased(UUID[]), named_in_erasures(UUID[], TEXT), destroy_salts(UUID[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION destroy_erased(UUID[]), destroy_salts(UUID[]) TO muster_app;
