import express from 'express';
import Redis from 'ioredis';

const ferry = express();

ferry.get('/visits', async (request, response) => {
  const redis = new Redis(process.env.REDIS_URL);
  const visits = await redis.incr('visits');
  await redis.quit();
  response.json({ visits });
});

ferry.listen(process.env.PORT);
