import { Queue } from 'bullmq';

const tickets = new Queue('tickets', { connection: { url: process.env.REDIS_URL } });
export const order = (to) => tickets.add('order', { to }, { removeOnComplete: true, removeOnFail: 100 });
