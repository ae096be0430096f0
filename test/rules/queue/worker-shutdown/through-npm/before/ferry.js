import { Worker } from 'bullmq';

export const worker = new Worker('tickets', async (job) => job.id, { connection: { url: process.env.REDIS_URL } });
