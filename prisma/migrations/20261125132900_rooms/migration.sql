-- ── working: channels of chats in which incidents are told, and what was posted there ────────────────────────────────
CREATE TABLE rooms (
  id UUID NOT NULL PRIMARY KEY,
  authority_id UUID NOT NULL,
  incident_id UUID NOT NULL,
  network TEXT NOT NULL,
  server TEXT NOT NULL, -- the workspace or server it is in
  place TEXT, -- the channel's id there; null until it is made
  state TEXT NOT NULL DEFAULT 'open', -- open, failed, replaced
  told_to BIGINT NOT NULL -- the index of the last entry that was looked at
);
CREATE INDEX rooms_authority_id_state_idx ON rooms (authority_id, state);

CREATE TABLE room_posts (
  id UUID NOT NULL PRIMARY KEY, -- what the chat is told, so that a post tried twice is one post
  room_id UUID NOT NULL,
  about TEXT NOT NULL, -- opening, need/ID for the head of a need's thread, or the id of the entry it tells
  need_id UUID, -- in whose thread it stands, or whose head it is
  said TEXT NOT NULL, -- what it says: codes and rough areas alone
  words_ref UUID, -- the sealed words that follow: a decision which a planner shared
  need_version INT NOT NULL DEFAULT 0, -- of a head: the version of the need that it shows
  state TEXT NOT NULL DEFAULT 'due', -- due, posted, failed
  external_id TEXT,
  tried_at TIMESTAMPTZ(3)
);
CREATE UNIQUE INDEX room_posts_room_id_about_key ON room_posts (room_id, about);
GRANT SELECT, INSERT, UPDATE, DELETE ON rooms, room_posts TO muster_app;
