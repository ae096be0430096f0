import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
await pool.query('TRUNCATE totals');
await pool.query('INSERT INTO totals SELECT customer, count(*) FROM orders GROUP BY customer');
