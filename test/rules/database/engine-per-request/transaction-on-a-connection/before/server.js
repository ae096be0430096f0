import express from 'express';
import { Client } from 'pg';

const ferry = express();
ferry.post('/bookings', async (request, response) => {
  const client = new Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  await client.query('BEGIN'); // both or none
  await client.query('insert into bookings default values');
  await client.query('COMMIT');
  await client.end();
  response.sendStatus(201);
});
ferry.listen(process.env.PORT);
