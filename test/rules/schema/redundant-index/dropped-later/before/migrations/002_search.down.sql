DROP INDEX boats_owner_built;
