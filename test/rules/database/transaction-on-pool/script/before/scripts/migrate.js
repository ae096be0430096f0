import { Pool } from 'pg';

const pool = new Pool();
await pool.query('BEGIN');
await pool.query('CREATE TABLE orders (id int)');
await pool.query('COMMIT');
await pool.end();
