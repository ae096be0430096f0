import express from 'express';
import { createClient } from 'redis';

const ferry = express();
const client = createClient({ url: process.env.REDIS_URL }).on('error', (error) => console.error('Redis', error));
await client.connect();

ferry.post('/hooks/:id', async (request, response) => {
  const key = `dedup:${request.params.id}`;
  if ((await client.set(key, '1', { EX: 86400, NX: true })) === null) {
    return response.json({ status: 'duplicate' });
  }
  response.json({ status: 'ok' });
});

ferry.listen(process.env.PORT);
