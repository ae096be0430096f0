import express from 'express';
import knex from 'knex';

const db = knex({ client: 'better-sqlite3', connection: { filename: './data.db' } });

const app = express();
app.get('/', async (request, response) => response.json(await db('orders').limit(5)));

app.listen(process.env.PORT ?? 3000, '0.0.0.0');
