DROP INDEX CONCURRENTLY summary_covering;
