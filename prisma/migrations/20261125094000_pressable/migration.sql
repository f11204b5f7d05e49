-- Messages that went out with something to press: those that are answered or over are looked for every few seconds.
CREATE INDEX outbox_pressable_idx ON outbox (channel, ord) WHERE ((state = 'sent') AND (choices <> '[]'::jsonb));
