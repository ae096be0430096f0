import express from 'express';
import { rateLimit } from 'express-rate-limit';
import { RedisStore } from 'rate-limit-redis';
import { client } from './redis.js';

const app = express();
app.use(rateLimit({ store: new RedisStore({ sendCommand: (...words) => client.sendCommand(words) }) }));
app.listen(process.env.PORT);
