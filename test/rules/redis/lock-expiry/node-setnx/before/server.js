import express from 'express';
import Redis from 'ioredis';

const ferry = express();
const redis = new Redis(process.env.REDIS_URL);

ferry.post('/report', async (request, response) => {
  const taken = await redis.setnx('report-lock', '1');
  response.json({ status: taken === 1 ? 'started' : 'busy' });
});

ferry.listen(process.env.PORT);
