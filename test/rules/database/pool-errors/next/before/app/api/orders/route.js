import { pool } from '../../../db.js';

export async function GET() {
  return Response.json((await pool.query('SELECT id FROM orders LIMIT 50')).rows);
}
