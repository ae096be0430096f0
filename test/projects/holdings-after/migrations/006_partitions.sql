-- Convert to partitioned table
ALTER TABLE wallet_holdings PARTITION BY RANGE (last_event_ts);

CREATE TABLE wallet_holdings_2024_01 PARTITION OF wallet_holdings
FOR VALUES FROM ('2024-01-01') TO ('2024-02-01');
