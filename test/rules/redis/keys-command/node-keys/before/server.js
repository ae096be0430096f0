import express from 'express';
import Redis from 'ioredis';

const ferry = express();
const redis = new Redis(process.env.REDIS_URL);

ferry.delete('/pages', async (request, response) => {
  const keys = await redis.keys('cache:*');
  if (keys.length > 0) await redis.del(keys);
  response.json({});
});

ferry.listen(process.env.PORT);
