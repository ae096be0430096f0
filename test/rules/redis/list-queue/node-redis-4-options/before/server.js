import express from 'express';
import { commandOptions, createClient } from 'redis';

const ferry = express();
const client = createClient({ url: process.env.REDIS_URL }).on('error', (error) => console.error('Redis', error));
await client.connect();

async function work() {
  for (;;) console.log(await client.blPop(commandOptions({ isolated: true }), 'jobs', 3));
}

work();

ferry.listen(process.env.PORT);
