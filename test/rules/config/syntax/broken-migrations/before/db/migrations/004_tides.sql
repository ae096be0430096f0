-- migrate:up
<<<<<<< HEAD
ALTER TABLE pilots ADD COLUMN tide int;
=======
ALTER TABLE pilots ADD COLUMN tide smallint;
>>>>>>> tides

-- migrate:down
ALTER TABLE pilots DROP COLUMN tide;
