-- A channel whose messages arrive late stands aside for another with the same inbox.
ALTER TABLE channel_pace
  ADD COLUMN falls_to TEXT,
  ADD COLUMN turned_at TIMESTAMPTZ(3); -- when it last stood aside, or came back
CREATE INDEX outbox_sent_at_idx ON outbox (channel, sent_at) WHERE (sent_at IS NOT NULL);
-- What was never handed over has no provider's id: a hundred thousand that wait need no place in this index.
DROP INDEX outbox_provider_id_idx;
CREATE INDEX outbox_provider_id_idx ON outbox (provider_id) WHERE (provider_id IS NOT NULL);
