import express from 'express';
import { createClient } from 'redis';

const ferry = express();
const client = createClient({ url: process.env.REDIS_URL }).on('error', (error) => console.error('Redis', error));
await client.connect();

ferry.get('/pages/:key', async (request, response) => {
  await client.set(`cache:${request.params.key}`, 'page');
  response.json({});
});

ferry.listen(process.env.PORT);
