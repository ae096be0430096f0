CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
CREATE TABLE shops (id bigint PRIMARY KEY, owner_id bigint REFERENCES users);
CREATE TABLE orders (
  id bigint PRIMARY KEY,
  user_id bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  shop_id bigint,
  CONSTRAINT of_shop FOREIGN KEY (shop_id) REFERENCES shops (id)
);
