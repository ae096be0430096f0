import express from 'express';
import Redis from 'ioredis';

const ferry = express();
const redis = new Redis(process.env.REDIS_URL);

ferry.post('/hooks/:id', async (request, response) => {
  const key = `dedup:${request.params.id}`;
  if (await redis.exists(key)) return response.json({ status: 'duplicate' });
  await redis.set(key, '1', 'EX', 86400);
  response.json({ status: 'ok' });
});

ferry.listen(process.env.PORT);
