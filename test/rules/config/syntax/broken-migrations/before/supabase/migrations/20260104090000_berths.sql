-- who lies where
CREATE TABLE berths (
  id bigint PRIMARY KEY,
  ship text NOT NULL,
  INDEX by_ship (ship DESC)
);
