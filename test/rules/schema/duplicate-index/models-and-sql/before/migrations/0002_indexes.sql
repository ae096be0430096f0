CREATE INDEX idx_users_email ON users (email);
-- Nothing in these files makes the constraint on phone that the models speak of.
CREATE INDEX idx_users_phone ON users (phone);
CREATE INDEX idx_wallets_user_id ON wallets (user_id);
