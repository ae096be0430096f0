CREATE TABLE Users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text UNIQUE, "firstName" text, gone int);
CREATE TABLE shops (id bigint, owner bigint REFERENCES users ON DELETE CASCADE, code text, PRIMARY KEY (id), UNIQUE (code, owner) INCLUDE (id));
CREATE TABLE IF NOT EXISTS orders (
  id bigint NOT NULL,
  shop bigint NOT NULL CONSTRAINT of_shop REFERENCES shops (id),
  buyer bigint,
  day date
);
CREATE TABLE measured (day date NOT NULL, value int, PRIMARY KEY (day)) PARTITION BY RANGE (day);
CREATE TABLE measured_old PARTITION OF measured FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
