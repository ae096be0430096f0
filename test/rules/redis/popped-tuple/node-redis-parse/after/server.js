import express from 'express';
import { createClient } from 'redis';

const ferry = express();
const client = createClient({ url: process.env.REDIS_URL }).on('error', (error) => console.error('Redis', error));
await client.connect();

async function work() {
  for (;;) {
    const popped = await client.brPop('jobs', 5);
    if (popped) console.log(JSON.parse(popped.element));
  }
}

work();

ferry.listen(process.env.PORT);
