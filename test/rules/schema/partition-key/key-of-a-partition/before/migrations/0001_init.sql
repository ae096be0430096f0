CREATE TABLE events (id bigint, at timestamptz) PARTITION BY RANGE (at);
CREATE TABLE events_old PARTITION OF events (PRIMARY KEY (id)) FOR VALUES FROM (MINVALUE) TO ('2025-01-01'::timestamptz);
