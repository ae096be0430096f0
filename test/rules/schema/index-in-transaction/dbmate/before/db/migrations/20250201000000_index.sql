-- migrate:up
CREATE INDEX CONCURRENTLY ix_orders_customer ON orders (customer);

-- migrate:down
DROP INDEX CONCURRENTLY ix_orders_customer;