-- +goose NO TRANSACTION
-- +goose Up
CREATE INDEX CONCURRENTLY a ON orders (customer);
CREATE INDEX CONCURRENTLY b ON orders (placed);
