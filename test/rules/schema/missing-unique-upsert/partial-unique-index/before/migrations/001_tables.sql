CREATE TABLE totals (id bigint PRIMARY KEY, owner bigint, day date, sum int);
CREATE UNIQUE INDEX one_total ON totals (owner, day) WHERE sum > 0;
