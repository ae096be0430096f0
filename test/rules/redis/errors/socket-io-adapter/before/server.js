import { createServer } from 'node:http';
import { createAdapter } from '@socket.io/redis-adapter';
import { createClient } from 'redis';
import { Server } from 'socket.io';

const server = createServer();
const io = new Server(server);
const publisher = createClient({ url: process.env.REDIS_URL });
const subscriber = publisher.duplicate();

Promise.all([publisher.connect(), subscriber.connect()]).then(() => {
  io.adapter(createAdapter(publisher, subscriber));
});

server.listen(process.env.PORT);
