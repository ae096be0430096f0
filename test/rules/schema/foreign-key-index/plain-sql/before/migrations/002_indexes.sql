-- Owners are looked up by the page of a user.
CREATE INDEX shops_owner ON shops USING btree (owner_id) INCLUDE (id);
CREATE INDEX orders_open ON orders (shop_id) WHERE user_id > 10;
