CREATE INDEX ix_orders_customer ON orders (customer);
CREATE INDEX ix_orders_placed ON public.orders (placed DESC);
CREATE INDEX ON orders (customer, placed);
