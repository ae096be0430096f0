CREATE TABLE users (id serial PRIMARY KEY, email text NOT NULL UNIQUE, phone text NOT NULL);
CREATE TABLE wallets (id serial PRIMARY KEY, user_id integer NOT NULL REFERENCES users (id));
