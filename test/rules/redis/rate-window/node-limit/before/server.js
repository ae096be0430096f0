import express from 'express';
import Redis from 'ioredis';

const ferry = express();
const redis = new Redis(process.env.REDIS_URL);

async function rateLimit(request, response, next) {
  const key = `limit:${request.ip}`;
  const hits = await redis.incr(key);
  await redis.expire(key, 60);
  if (hits > 100) return response.sendStatus(429);
  next();
}

ferry.get('/prices', rateLimit, async (request, response) => response.json({}));

ferry.listen(process.env.PORT);
