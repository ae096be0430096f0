import pg from 'pg';

export const pool = new pg.Pool({
  connectionString: process.env.DATABASE_URL,
  max: Number(process.env.POOL_MAX ?? 12), // per process
  connectionTimeoutMillis: 5000,
});

pool.on('error', (error) => console.error(error));
