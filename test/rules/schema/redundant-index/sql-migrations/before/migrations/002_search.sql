CREATE INDEX boats_owner ON boats (owner);
CREATE INDEX boats_owner_built ON boats (owner,   built);
