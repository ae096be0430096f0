CREATE TABLE loads (id bigserial PRIMARY KEY, body jsonb);
\set owner quarry
\copy loads FROM 'loads.csv' WITH (FORMAT csv)
CREATE INDEX ON loads (id);
ALTER TABLE loads OWNER TO :owner;
