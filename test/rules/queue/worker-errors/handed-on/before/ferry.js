import { Worker } from 'bullmq';

const workers = [new Worker('tickets', async (job) => job.id, { connection: { url: process.env.REDIS_URL } })];
for (const worker of workers) worker.on('failed', console.error);
