import { Queue, Worker } from 'bullmq';

const connection = { url: process.env.REDIS_URL };
const tickets = new Queue('tickets', { connection });
new Worker('tickets', async (job) => job.id, { connection, removeOnComplete: { count: 50 }, removeOnFail: { count: 50 } });
export const order = (to) => tickets.add('order', { to });
