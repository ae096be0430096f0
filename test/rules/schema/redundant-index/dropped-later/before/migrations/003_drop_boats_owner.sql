DROP INDEX boats_owner;   -- the longer one serves
