import express from 'express';
import { createClient } from 'redis';

const ferry = express();
const client = createClient({ url: process.env.REDIS_URL });
client.on('error', (error) => console.error(error));
await client.connect();

ferry.listen(process.env.PORT);
