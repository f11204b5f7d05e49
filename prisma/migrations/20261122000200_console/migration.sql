-- What the console looks for every time a page is drawn, among rows of which almost none match.
CREATE INDEX messages_call_back_idx ON messages ((state->>'at')) WHERE (state->>'status') = 'call_back';
CREATE INDEX people_unconfirmed_idx ON people (id) WHERE (state->'volunteer'->>'unconfirmed') = 'true';
CREATE INDEX alarms_open_idx ON alarms ((state->>'raisedAt')) WHERE (state->>'acknowledgedBy') IS NULL;
