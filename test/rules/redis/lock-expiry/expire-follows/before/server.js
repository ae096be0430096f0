import express from 'express';
import Redis from 'ioredis';

const ferry = express();
const redis = new Redis(process.env.REDIS_URL);

ferry.post('/report', async (request, response) => {
  const taken = await redis.setnx('report-lock', '1');
  if (taken === 1) await redis.expire('report-lock', 30);
  response.json({});
});

ferry.listen(process.env.PORT);
