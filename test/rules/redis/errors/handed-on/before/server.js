import express from 'express';
import { createClient } from 'redis';

const ferry = express();
const client = createClient({ url: process.env.REDIS_URL });
watched(client);
await client.connect();

function watched(connection) {
  connection.on('error', console.error);
}

ferry.listen(process.env.PORT);
