-- Index that includes all columns needed for query
CREATE INDEX idx_wallet_summary_covering ON wallet_summary_snapshot
(wallet_address) INCLUDE (moments_total, floor_value, asp_value);
