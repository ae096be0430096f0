import express from 'express';
import pg from 'pg';

let client;
async function start() {
  client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  client.on('error', (error) => {
    console.error('database connection failed', error);
  });
  await client.connect();
}
await start();

const app = express();
app.get('/', async (request, response) => response.json(await client.query('SELECT 1')));

app.listen(process.env.PORT ?? 3000, '0.0.0.0');
