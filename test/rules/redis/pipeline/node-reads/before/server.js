import express from 'express';
import Redis from 'ioredis';

const ferry = express();
const redis = new Redis(process.env.REDIS_URL);

ferry.get('/board/:user', async (request, response) => {
    const { user } = request.params;
    const name = await redis.hget(`user:${user}`, 'name');
    const score = await redis.zscore('scores',   user);
    await redis.ttl('scores');
    const badges = await redis.smembers(`badges:${user}`);
    response.json({ name, score, badges });
});

ferry.listen(process.env.PORT);
