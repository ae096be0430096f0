import express from 'express';
import Redis from 'ioredis';

const ferry = express();
const redis = new Redis(process.env.REDIS_URL);

ferry.get('/board/:user', async (request, response) => {
    const { user } = request.params;
    const [name, score, , badges] = await Promise.all([
        redis.hget(`user:${user}`, 'name'),
        redis.zscore('scores',   user),
        redis.ttl('scores'),
        redis.smembers(`badges:${user}`),
    ]);
    response.json({ name, score, badges });
});

ferry.listen(process.env.PORT);
