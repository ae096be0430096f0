CREATE UNIQUE INDEX totals_key ON totals (shop, buyer);
