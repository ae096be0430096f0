CREATE TABLE events (id bigserial, at timestamptz NOT NULL, PRIMARY KEY (at, id)) PARTITION BY RANGE (at);
