import express from 'express';
import { Pool } from 'pg';

const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 5 });

const app = express();
async function orders() {
    const connection = await pool.connect()
    const { rows } = await connection.query('SELECT id FROM orders LIMIT 50')
    connection.release()
    return rows
}

app.get('/orders', async (request, response) => response.json(await orders()))

app.listen(process.env.PORT ?? 3000, '0.0.0.0');
