import express from 'express';
import Redis from 'ioredis';

const redis = new Redis(process.env.REDIS_URL);

const ferry = express();

ferry.get('/visits', async (request, response) => {
  const visits = await redis.incr('visits');
  response.json({ visits });
});

ferry.listen(process.env.PORT);
