import fastify from 'fastify';
import { Pool } from 'pg';

const pool = new Pool({ connectionString: process.env.DATABASE_URL, connectionTimeoutMillis: 4_000 });
const shop = fastify();

shop.get('/', async () => (await pool.query('SELECT count(*) FROM goods')).rows);
await shop.listen({ host: '0.0.0.0', port: Number(process.env.PORT ?? 4100) });
