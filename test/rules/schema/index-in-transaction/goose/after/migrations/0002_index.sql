-- an index
-- +goose NO TRANSACTION
-- +goose Up
CREATE INDEX CONCURRENTLY ix_orders_customer ON orders (customer);

-- +goose Down
DROP INDEX ix_orders_customer;
