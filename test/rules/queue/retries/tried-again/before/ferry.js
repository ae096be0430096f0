import { Queue } from 'bullmq';

const tickets = new Queue('tickets', { connection: { url: process.env.REDIS_URL }, defaultJobOptions: { attempts: 4, backoff: { type: 'exponential', delay: 500 } } });
export const order = (to) => tickets.add('order', { to });
