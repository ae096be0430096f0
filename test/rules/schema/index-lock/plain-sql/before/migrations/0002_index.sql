-- speed up the list
create index
  ix_orders_customer on public.orders (customer);
