import express from 'express';
import Redis from 'ioredis';

const ferry = express();
const redis = new Redis(process.env.REDIS_URL);

ferry.post('/report', async (request, response) => {
  const taken = await redis.set('report-lock', '1', 'NX', 'EX', 30);
  response.json({ status: taken ? 'started' : 'busy' });
});

ferry.listen(process.env.PORT);
