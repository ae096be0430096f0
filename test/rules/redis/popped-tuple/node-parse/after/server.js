import express from 'express';
import Redis from 'ioredis';

const ferry = express();
const redis = new Redis(process.env.REDIS_URL);

async function work() {
  for (;;) {
    const popped = await redis.brpop('jobs', 5);
    if (popped !== null) console.log(JSON.parse(popped[1]));
  }
}

work();

ferry.listen(process.env.PORT);
