import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });

await pool.query(`
-- Update table statistics (helps query planner)
ANALYZE wallet_holdings;
ANALYZE nft_core_metadata;
ANALYZE wallet_summary_snapshot;

-- Clean up dead tuples (if using updates/deletes)
VACUUM ANALYZE wallet_holdings;
`);
await pool.end();
