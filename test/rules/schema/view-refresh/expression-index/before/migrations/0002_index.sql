CREATE UNIQUE INDEX ON totals (lower(shop));
CREATE UNIQUE INDEX ON totals (shop) WHERE buyer IS NOT NULL;
CREATE INDEX ON totals (shop, buyer);
