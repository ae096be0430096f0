const express = require('express');
const Redis = require('ioredis');

const gallery = express();
const redis = new Redis(process.env.REDIS_URL);

gallery.post('/pictures/:picture/views', async (request, response) => {
  const recent = `picture:${request.params.picture}:visitor:${request.ip}`;
  const known = await redis.get(recent);
  if (known) return response.json({ counted: false });

  await redis.setex(recent, 3_600, '1'); // for an hour
  await redis.incr(`picture:${request.params.picture}:views`);
  response.json({ counted: true });
});

gallery.listen(process.env.PORT ?? 4711);
