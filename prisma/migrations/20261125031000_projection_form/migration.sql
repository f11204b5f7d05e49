-- Which form the projections were written in: a Muster of another form writes them again from the entries.
CREATE TABLE projection_form (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  form INTEGER NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON projection_form TO muster_app;
