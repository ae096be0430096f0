import { Queue } from 'bullmq';
import IORedis from 'ioredis';

const queue = new Queue('tickets', { connection: new IORedis(process.env.REDIS_URL) });
export const order = (to) => queue.add('order', { to });
