-- Indexes for wallet_holdings
CREATE INDEX IF NOT EXISTS idx_wallet_holdings_wallet_address ON wallet_holdings(wallet_address);
CREATE INDEX IF NOT EXISTS idx_wallet_holdings_nft_id ON wallet_holdings(nft_id);
CREATE INDEX IF NOT EXISTS idx_wallet_holdings_last_event_ts ON wallet_holdings(last_event_ts);
CREATE INDEX IF NOT EXISTS idx_wallet_holdings_wallet_nft ON wallet_holdings(wallet_address, nft_id);
CREATE INDEX IF NOT EXISTS idx_wallet_holdings_wallet_locked ON wallet_holdings(wallet_address, is_locked);

-- Indexes for nft_core_metadata
CREATE INDEX IF NOT EXISTS idx_nft_metadata_edition_id ON nft_core_metadata(edition_id);
CREATE INDEX IF NOT EXISTS idx_nft_metadata_tier ON nft_core_metadata(tier);
CREATE INDEX IF NOT EXISTS idx_nft_metadata_team ON nft_core_metadata(team_name);

-- Indexes for edition_price_scrape
CREATE INDEX IF NOT EXISTS idx_price_scrape_edition_id ON edition_price_scrape(edition_id);

-- Indexes for wallet_profiles
CREATE INDEX IF NOT EXISTS idx_wallet_profiles_address ON wallet_profiles(wallet_address);
