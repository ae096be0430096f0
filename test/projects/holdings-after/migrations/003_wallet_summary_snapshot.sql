CREATE TABLE IF NOT EXISTS wallet_summary_snapshot (
    wallet_address TEXT PRIMARY KEY,
    display_name TEXT,
    moments_total INT,
    locked_count INT,
    unlocked_count INT,
    tier_common INT,
    tier_uncommon INT,
    tier_rare INT,
    tier_legendary INT,
    tier_ultimate INT,
    floor_value NUMERIC,
    asp_value NUMERIC,
    priced_moments INT,
    last_synced_at TIMESTAMPTZ,
    updated_at TIMESTAMPTZ DEFAULT NOW()
);

CREATE INDEX IF NOT EXISTS idx_wallet_summary_display_name ON wallet_summary_snapshot(display_name);
