-- migrate:up
CREATE TABLE pilots (id bigserial PRIMARY KEY, name text NOT NULL);
CREATE INDEX pilots_name ON pilots (name);
CREATE POLICY IF NOT EXISTS own_pilots ON pilots USING (name = current_user);

-- migrate:down
DROP TABLE pilots;
