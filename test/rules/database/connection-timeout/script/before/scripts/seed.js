import { Pool } from 'pg';

const pool = new Pool();
await pool.query('SELECT 1');
