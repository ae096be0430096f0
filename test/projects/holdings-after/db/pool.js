import pg from 'pg';

export const pool = new pg.Pool({
  connectionString: process.env.DATABASE_URL,
  max: parseInt(process.env.DB_POOL_MAX || '10', 10), // Allow override via env
  min: 2,  // Keep connections warm
  idleTimeoutMillis: 30000,
  connectionTimeoutMillis: 10000,
});
