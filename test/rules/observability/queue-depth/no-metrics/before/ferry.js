import { Worker } from 'bullmq';

const worker = new Worker('tickets', async (job) => job.id, { connection: { url: process.env.REDIS_URL } });
process.on('SIGTERM', () => worker.close());
