CREATE TABLE orders (id bigserial PRIMARY KEY, customer bigint, placed timestamptz);
CREATE INDEX ix_orders_placed ON orders (placed);
