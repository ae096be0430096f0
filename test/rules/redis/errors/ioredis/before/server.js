import express from 'express';
import Redis from 'ioredis';

const ferry = express();
const redis = new Redis(process.env.REDIS_URL);

ferry.get('/', async (request, response) => response.json({ visits: await redis.incr('visits') }));

ferry.listen(process.env.PORT);
