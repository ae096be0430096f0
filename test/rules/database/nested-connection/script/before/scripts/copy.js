import { Pool } from 'pg';

const pool = new Pool();
async function copy() {
  const client = await pool.connect();
  await pool.query('SELECT 1');
  client.release();
}
await copy();
