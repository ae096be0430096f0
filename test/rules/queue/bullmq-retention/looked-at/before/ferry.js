import { Queue } from 'bullmq';

const tickets = new Queue('tickets', { connection: { url: process.env.REDIS_URL } });
export const waiting = () => tickets.getJobCounts();
