import express from 'express';
import { Client } from 'pg';

const app = express();
app.get('/', async (request, response) => {
  const client = new Client(process.env.DATABASE_URL);
  await client.connect();
  response.json(await client.query('SELECT 1'));
  await client.end();
});

app.listen(process.env.PORT ?? 3000, '0.0.0.0');
