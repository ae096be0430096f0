CREATE TABLE events (id bigint, kind text, at timestamptz) PARTITION BY LIST (kind);
