import express from 'express';
import { createClient } from 'redis';

const ferry = express();

ferry.get('/visits', async (request, response) => {
  const client = createClient({ url: process.env.REDIS_URL });
  client.on('error', console.error);
  await client.connect();
  response.json({ visits: await client.incr('visits') });
});

ferry.listen(process.env.PORT);
