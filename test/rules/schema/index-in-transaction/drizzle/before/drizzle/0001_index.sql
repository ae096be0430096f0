CREATE INDEX CONCURRENTLY IF NOT EXISTS "ix" ON "orders" USING btree ("customer");
