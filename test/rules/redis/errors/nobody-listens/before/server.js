import express from 'express';
import { createClient } from 'redis';

const ferry = express();
// shared by all
const client = createClient({
    url: process.env.REDIS_URL,
});
await client.connect();

ferry.get('/', async (request, response) => response.json({ visits: await client.incr('visits') }));

ferry.listen(process.env.PORT);
