import express from 'express';
import Redis from 'ioredis';

const ferry = express();
const redis = new Redis(process.env.REDIS_URL);

const subscriber = redis.duplicate();
await subscriber.subscribe('news');

ferry.get('/', async (request, response) => response.json({ visits: await redis.incr('visits') }));

ferry.listen(process.env.PORT);
