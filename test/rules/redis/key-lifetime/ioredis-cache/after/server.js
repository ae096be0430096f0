import express from 'express';
import Redis from 'ioredis';

const ferry = express();
const redis = new Redis(process.env.REDIS_URL);

ferry.get('/pages/:key', async (request, response) => {
  await redis.set(`cache:${request.params.key}`, JSON.stringify({ page: 1 }), 'EX', 300);
  response.json({});
});

ferry.listen(process.env.PORT);
