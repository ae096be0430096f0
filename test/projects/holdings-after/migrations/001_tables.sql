CREATE TABLE IF NOT EXISTS wallet_profiles (
    wallet_address TEXT PRIMARY KEY,
    display_name TEXT
);

CREATE TABLE IF NOT EXISTS nft_core_metadata (
    nft_id TEXT PRIMARY KEY,
    edition_id TEXT NOT NULL,
    tier TEXT,
    team_name TEXT
);

CREATE TABLE IF NOT EXISTS wallet_holdings (
    wallet_address TEXT NOT NULL REFERENCES wallet_profiles(wallet_address),
    nft_id TEXT NOT NULL REFERENCES nft_core_metadata(nft_id),
    is_locked BOOLEAN NOT NULL DEFAULT false,
    last_event_ts TIMESTAMPTZ NOT NULL,
    last_synced_at TIMESTAMPTZ
);

CREATE TABLE IF NOT EXISTS edition_price_scrape (
    edition_id TEXT NOT NULL,
    floor_value NUMERIC,
    scraped_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE TABLE IF NOT EXISTS top_wallets_snapshot (
    wallet_address TEXT PRIMARY KEY,
    moments_total INT NOT NULL
);

CREATE TABLE IF NOT EXISTS editions_snapshot (
    edition_id TEXT PRIMARY KEY,
    moments_total INT NOT NULL
);
