CREATE TABLE events (
  id bigserial PRIMARY KEY,
  at timestamptz NOT NULL -- when
) PARTITION BY RANGE (at);
