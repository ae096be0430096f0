import pg from 'pg';

export const etlPool = new pg.Pool({
  connectionString: process.env.DATABASE_URL,
  max: 20, // More connections for ETL
  min: 2,  // Keep minimum connections alive
  idleTimeoutMillis: 30000,
  connectionTimeoutMillis: 10000,
});
