DROP INDEX spare;
ALTER TABLE users RENAME COLUMN "firstName" TO first;
ALTER TABLE orders DROP CONSTRAINT of_buyer;
ALTER TABLE shops RENAME TO stores;
-- migrate:down
DROP TABLE orders;
