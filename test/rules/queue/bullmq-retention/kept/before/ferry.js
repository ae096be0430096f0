import { Queue } from 'bullmq';

export const tickets = new Queue('tickets', { connection: { url: process.env.REDIS_URL } });

export const order = (to) => tickets.add('order', { to }, { attempts: 5 });
