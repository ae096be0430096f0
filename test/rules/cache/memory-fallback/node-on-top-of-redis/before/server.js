import express from 'express';
import Redis from 'ioredis';

const ferry = express();
const redis = new Redis(process.env.REDIS_URL);
const memory = new Map();

ferry.put('/pages/:name', async (request, response) => {
  const { name } = request.params;
  await redis.setex(name, 300, 'page');
  memory.set(name, 'page');
  response.json({});
});

ferry.listen(process.env.PORT);
