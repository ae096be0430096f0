import express from 'express';
import { createClient } from 'redis';

const ferry = express();
const client = createClient({ url: process.env.REDIS_URL }).on('error', (error) => console.error('Redis', error));
await client.connect();

ferry.post('/hooks/:id', async (request, response) => {
  const fresh = await client.set(`dedup:${request.params.id}`, '1', { PX: 30_000, NX: true });
  response.json({ status: fresh === null ? 'duplicate' : 'ok' });
});

ferry.listen(process.env.PORT);
