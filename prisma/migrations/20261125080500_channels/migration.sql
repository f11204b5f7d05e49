-- What channels are told of a text besides its words, and how much of a carrier's throughput it takes.
ALTER TABLE outbox
  ADD COLUMN language TEXT NOT NULL DEFAULT 'en',
  ADD COLUMN choices JSONB NOT NULL DEFAULT '[]',
  ADD COLUMN parts INTEGER NOT NULL DEFAULT 1;

-- When somebody last wrote to us on a channel: WhatsApp takes free words for a day after that.
CREATE INDEX inbox_heard_idx ON inbox (address_id, channel, received_at);
