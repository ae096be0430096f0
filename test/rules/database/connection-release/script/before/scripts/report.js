import { Pool } from 'pg';

const pool = new Pool();
async function report() {
  const client = await pool.connect();
  console.log(await client.query('SELECT count(*) FROM orders'));
}
await report();
process.exit();
