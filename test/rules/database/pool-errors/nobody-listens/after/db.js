import pg from 'pg';

// one for the whole process
export const pool = new pg.Pool({
  connectionString: process.env.DATABASE_URL,
  max: 5,
  connectionTimeoutMillis: 5_000,
});   // see README
pool.on('error', (error) => {
  console.error('idle database connection failed', error);
});

export const query = (text, values) => pool.query(text, values);
