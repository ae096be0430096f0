CREATE TABLE lines (id bigserial, orders_id bigint);
CREATE INDEX ON lines (orders_id);
