import express from 'express';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const app = express();
async function prepare() {
  await pool.query('CREATE INDEX CONCURRENTLY IF NOT EXISTS a ON orders (customer)');
  await pool.query('CREATE INDEX CONCURRENTLY IF NOT EXISTS b ON orders (placed)');
}
await prepare();
app.listen(process.env.PORT);
