import { Pool } from 'pg';

const pool = new Pool({ connectionString: process.env.DATABASE_URL });
await pool.query('INSERT INTO shops DEFAULT VALUES');
await pool.end();
