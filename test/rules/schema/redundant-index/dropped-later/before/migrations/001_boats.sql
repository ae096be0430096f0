-- the first day
CREATE TABLE boats (id bigint PRIMARY KEY, owner bigint, built  date);
