import express from 'express';
import Redis from 'ioredis';

const ferry = express();
const redis = new Redis(process.env.REDIS_URL);

ferry.post('/hooks/:id', async (request, response) => {
  const key = `dedup:${request.params.id}`;
  if ((await redis.set(key, '1', 'EX', 86400, 'NX')) === null) return response.json({ status: 'duplicate' });
  response.json({ status: 'ok' });
});

ferry.listen(process.env.PORT);
