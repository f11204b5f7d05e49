-- The log becomes a Merkle tree (RFC 6962) with C2SP checkpoints. The running hash and the heads signed over it go: no head
-- of theirs was ever published, and the tree is built anew from the leaves, which stay as they are, by the next round of
-- the sequencer. It signs the first checkpoint over all of them.
ALTER TABLE ledger_index DROP COLUMN running;

DROP TABLE heads;
CREATE TABLE heads (
  authority_id UUID NOT NULL,
  size BIGINT NOT NULL CHECK (size > 0),
  root BYTEA NOT NULL CHECK (octet_length(root) = 32),
  signed_at TIMESTAMPTZ(3) NOT NULL,
  signature BYTEA NOT NULL CHECK (octet_length(signature) = 64),
  PRIMARY KEY (authority_id, size)
);

-- Full tiles of the tree (c2sp.org/tlog-tiles), 256 hashes each, and the root over each; level 0 holds hashes of leaves.
-- They follow from ledger_index, and what is missing is filled in.
CREATE TABLE tiles (
  authority_id UUID NOT NULL,
  level SMALLINT NOT NULL CHECK (level BETWEEN 0 AND 6),
  n BIGINT NOT NULL CHECK (n >= 0),
  hashes BYTEA NOT NULL CHECK (octet_length(hashes) = 8192),
  root BYTEA NOT NULL CHECK (octet_length(root) = 32),
  PRIMARY KEY (authority_id, level, n)
);
ALTER TABLE tiles ALTER COLUMN hashes SET STORAGE EXTERNAL; -- hashes cannot be compressed

-- What witnesses signed under heads: their key id, time and signature, as they stand in a note.
CREATE TABLE cosignatures (
  authority_id UUID NOT NULL,
  size BIGINT NOT NULL,
  witness TEXT NOT NULL,
  signature BYTEA NOT NULL CHECK (octet_length(signature) = 76),
  obtained_at TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY (authority_id, size, witness)
);

-- ── projection: written by evolve alone ──────────────────────────────────────────────────────────────────────────────
CREATE TABLE ledgers (
  id UUID NOT NULL PRIMARY KEY,
  authority_id UUID NOT NULL,
  version INTEGER NOT NULL,
  state JSONB NOT NULL
);

GRANT SELECT, INSERT ON heads, tiles, cosignatures TO muster_app;
GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ledgers TO muster_app;
