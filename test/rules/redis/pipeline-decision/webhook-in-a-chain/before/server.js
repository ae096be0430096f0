import express from 'express';
import Redis from 'ioredis';

const ferry = express();
const redis = new Redis(process.env.REDIS_URL);

ferry.post('/hooks/:id', async (request, response) => {
  const answers = await redis.pipeline()
    .incr(`hits:${request.ip}`)
    .get(`webhook-seen:${request.params.id}`)
    .set(`webhook-seen:${request.params.id}`, '1', 'EX', 86400)
    .exec();
  response.json(answers);
});

ferry.listen(process.env.PORT);
