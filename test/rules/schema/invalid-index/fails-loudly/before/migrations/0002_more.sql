CREATE INDEX CONCURRENTLY ix_a ON orders (customer);
