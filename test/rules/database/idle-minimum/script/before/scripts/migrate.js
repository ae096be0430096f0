import { Pool } from 'pg';

const pool = new Pool({ min: 2 });
await pool.query('SELECT 1');
