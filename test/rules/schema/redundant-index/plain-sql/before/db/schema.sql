CREATE TABLE wallets (id bigint PRIMARY KEY, "userId" bigint, currency text, opened date);
CREATE INDEX idx_wallets_user_id ON wallets ("userId");
CREATE INDEX idx_wallets_user_currency ON wallets ("userId", currency);
CREATE INDEX idx_gone ON wallets (opened);
CREATE INDEX idx_opened ON wallets (opened DESC, currency);
DROP INDEX idx_gone;
