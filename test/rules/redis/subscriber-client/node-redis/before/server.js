import express from 'express';
import { createClient } from 'redis';

const ferry = express();
const client = createClient({ url: process.env.REDIS_URL }).on('error', (error) => console.error('Redis', error));
await client.connect();

await client.subscribe('news', console.log);

ferry.get('/', async (request, response) => response.json({ visits: await client.incr('visits') }));

ferry.listen(process.env.PORT);
