-- migrate:up transaction:false
CREATE INDEX CONCURRENTLY ix_orders_customer ON orders (customer);

-- migrate:down transaction:false
DROP INDEX CONCURRENTLY ix_orders_customer;