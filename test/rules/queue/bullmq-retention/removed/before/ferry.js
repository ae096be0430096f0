import { Queue } from 'bullmq';

const tickets = new Queue('tickets', { connection: { url: process.env.REDIS_URL }, defaultJobOptions: { removeOnComplete: { age: 3600 }, removeOnFail: { count: 100 } } });
export const order = (to) => tickets.add('order', { to });
