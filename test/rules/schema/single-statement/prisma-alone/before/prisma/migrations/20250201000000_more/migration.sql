-- one
CREATE INDEX CONCURRENTLY a ON orders (customer);
