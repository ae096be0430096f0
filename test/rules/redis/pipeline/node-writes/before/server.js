import express from 'express';
import { createClient } from 'redis';

const ferry = express();
const client = createClient({ url: process.env.REDIS_URL }).on('error', (error) => console.error('Redis', error));
await client.connect();

ferry.post('/visit/:user', async (request, response) => {
  const { user } = request.params;
  await client.incr('visits');
  await client.hSet('seen', user,
    '1');
  await client.sAdd('users', user);
  response.json({});
});

ferry.listen(process.env.PORT);
