CREATE TABLE totals (id bigint PRIMARY KEY, owner bigint UNIQUE, day date, sum int);
CREATE INDEX totals_owner_day ON totals (owner, day);
CREATE UNIQUE INDEX totals_one ON totals (owner, day, sum);
