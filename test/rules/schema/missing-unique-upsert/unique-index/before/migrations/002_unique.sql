CREATE UNIQUE INDEX one_total ON totals (day, owner);
