import express from 'express';
import Redis from 'ioredis';

const ferry = express();

ferry.get('/events', async function streamEvents(request, response) {
  const subscriber = new Redis(process.env.REDIS_URL);
  await subscriber.subscribe('news');
  subscriber.on('message', (channel, message) => response.write(message));
  request.on('close', () => subscriber.quit());
});

ferry.listen(process.env.PORT);
