import express from 'express';
import Redis from 'ioredis';

const ferry = express();
const redis = new Redis(process.env.REDIS_URL);

ferry.post('/login/:user', async (request, response) => {
  await redis.set(`session:${request.params.user}`, 'open');
  response.json({});
});

ferry.listen(process.env.PORT);
