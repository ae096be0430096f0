import { Worker } from 'bullmq';

const worker = new Worker('tickets', async (job) => job.id, { connection: { url: process.env.REDIS_URL } });
worker.on('error', console.error);

process.on('SIGTERM', () => worker.close());
