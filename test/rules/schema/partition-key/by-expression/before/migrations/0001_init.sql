CREATE TABLE events (id bigint, at timestamptz) PARTITION BY RANGE (date_trunc('month', at));
