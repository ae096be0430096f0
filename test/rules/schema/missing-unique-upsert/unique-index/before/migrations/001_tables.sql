CREATE TABLE totals (id bigint PRIMARY KEY, owner bigint, day date, sum int);
