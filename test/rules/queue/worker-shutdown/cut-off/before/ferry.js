import { Worker } from 'bullmq';

const worker = new Worker('tickets', async (job) => job.id, { connection: { url: process.env.REDIS_URL } });
worker.on('failed', (job, error) => console.error(job?.id, error));
