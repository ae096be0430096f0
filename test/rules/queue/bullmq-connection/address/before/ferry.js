import { Worker } from 'bullmq';

new Worker('tickets', async (job) => job.id, { connection: { url: process.env.REDIS_URL } });
