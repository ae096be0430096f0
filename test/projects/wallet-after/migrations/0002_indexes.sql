-- User indexes
CREATE INDEX idx_users_email ON users(email);

-- Wallet indexes
CREATE INDEX idx_wallets_user_id ON wallets(user_id);
CREATE INDEX idx_wallets_currency ON wallets(currency_code);

-- Transaction indexes
CREATE INDEX idx_transactions_wallet_id ON transactions(wallet_id);
CREATE INDEX idx_transactions_created_at ON transactions(created_at DESC);
CREATE INDEX idx_transactions_status ON transactions(status);
CREATE INDEX idx_transactions_type ON transactions(type);

-- Composite indexes for common queries
CREATE INDEX idx_wallets_user_currency ON wallets(user_id, currency_code);
CREATE INDEX idx_transactions_wallet_created ON transactions(wallet_id, created_at DESC);
