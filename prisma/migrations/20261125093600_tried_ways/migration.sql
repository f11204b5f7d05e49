-- In which ways the same words were sent already.
CREATE INDEX outbox_text_id_idx ON outbox (text_id);
