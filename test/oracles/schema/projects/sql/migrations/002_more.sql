ALTER TABLE orders ADD PRIMARY KEY (id), ADD CONSTRAINT of_buyer FOREIGN KEY (buyer) REFERENCES users (id);
ALTER TABLE ONLY orders ADD COLUMN code text UNIQUE, ADD COLUMN parent bigint REFERENCES orders (id);
CREATE INDEX ON orders (shop, day DESC);
CREATE UNIQUE INDEX one_name ON users ("firstName" text_pattern_ops) WHERE gone IS NULL;
CREATE INDEX lower_mail ON users USING btree (lower(email), id);
CREATE INDEX hashed ON shops USING hash (owner);
CREATE INDEX covered ON orders (buyer) INCLUDE (day);
CREATE INDEX spare ON orders (day);
