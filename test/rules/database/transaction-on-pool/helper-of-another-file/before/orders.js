import { pool } from './db/index.js';

export async function save(orders) {
  await pool.query('BEGIN');
  await Promise.all(orders.map((order) => pool.query('INSERT INTO orders (item) VALUES ($1)', [order.item])));
  await pool.query('COMMIT');
}
