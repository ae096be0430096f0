CREATE TABLE summary (wallet text PRIMARY KEY, total numeric, name text);
CREATE INDEX summary_covering ON summary (wallet) INCLUDE (total, name);
